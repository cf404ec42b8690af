#ifndef W2I_WINOGRAD_H
#define W2I_WINOGRAD_H

#include "conv.h"

#include <stdbool.h>

// Winograd's minimal filtering F(2 x 2, 3 x 3) (Lavin and Gray 2015, arXiv 1509.09308): a patch of 4 x 4 pixels
// becomes, channel by channel, 16 sums and differences of them; each meets the same of the kernel's nine taps; and 2 x
// 2 pixels of the result are sums and differences of the 16 products. That takes 16 multiplications for four pixels
// where a convolution takes 36. After nearest-neighbour upsampling the patch is 3 x 3 small pixels, some of the sums
// vanish, and 9 multiplications are left of the 16 that the four kinds of pixels take.

/// Whether a convolution is made in this way: a 3 x 3 kernel of stride 1, where the CPU multiplies in fp32, so that
/// sums need no rounding; where channels fill vectors, and an image has enough patches to pay for what is done to the
/// kernels. What else is in the batch doesn't matter.
bool w2i_winograd_pays(const w2i_context *context, const w2i_weight *weight, const w2i_images *images);

/// `w2i_convolution`.
void w2i_winograd_convolution(
    const w2i_context *context, const w2i_weight *weight, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result);

/// The same for one that follows an upsampling: `images` are the small ones, whose `result_height` and `result_width`
/// are the large ones'.
bool w2i_winograd_upsampled_pays(const w2i_context *context, const w2i_weight *kind, const w2i_images *images);

/// `w2i_upsampled_convolution`.
void w2i_winograd_upsampled_convolution(
    const w2i_context *context, const w2i_weight kinds[4], const void *x, const w2i_images *images, void *result);

#endif

#ifndef W2I_UPSAMPLED_CONV_H
#define W2I_UPSAMPLED_CONV_H

#include "gemm.h"

#include <stdbool.h>
#include <stddef.h>

// An image of twice the size, each pixel four times, under a kernel of 3 x 3 has four kinds of pixels: upper left, upper right,
// lower left and lower right of the four. Each kind sees 2 x 2 pixels of the small image, some under several of the kernel's
// taps. So four kernels of 2 x 2, whose taps are sums, give the same for 4/9 of the multiplications.

/// The taps of one kind's kernel: source, torch's [outputs, inputs, 3, 3], which may be unaligned → [outputs, inputs, 2, 2].
void w2i_upsampling_taps(
    const void *source, w2i_type source_type, size_t outputs, size_t inputs, bool lower, bool right, float *taps);

/// x [batch, height, width, inputs] → the convolution with bias of x upsampled to twice its size, by its nearest neighbours,
/// and padded with a pixel of zeros all round: [batch, 2 height, 2 width, outputs]. `kinds` are the four weights of 2 x 2 in
/// the order above.
void w2i_upsampled_convolution(
    const w2i_context *context, const w2i_weight kinds[4], const void *x, size_t batch, size_t height, size_t width,
    void *result);

#endif

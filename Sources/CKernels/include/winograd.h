#ifndef W2I_WINOGRAD_H
#define W2I_WINOGRAD_H

#include "conv.h"

// Winograd's minimal filtering F(2 x 2, 3 x 3) (Lavin and Gray 2015, arXiv 1509.09308): a patch of 4 x 4 pixels becomes,
// channel by channel, 16 sums and differences of them; each meets a matrix that is made of the kernel's nine taps; and
// 2 x 2 pixels of the result are sums and differences of the 16 products. That takes 16 multiplications for four pixels
// where a convolution takes 36. After nearest-neighbour upsampling, the patch is 3 x 3 small pixels, some of the sums
// vanish, and 9 multiplications are left.

typedef enum {
    W2I_WINOGRAD_PLAIN = 0,
    W2I_WINOGRAD_UPSAMPLED,
} w2i_winograd_form;

/// How many matrices a kernel becomes: 16 or 9.
size_t w2i_winograd_matrix_count(w2i_winograd_form form);

/// Whether a 3 x 3 convolution of stride 1 is made in this way: on instruction sets that multiply in fp32, where the sums
/// of pixels aren't rounded; where channels fill vectors; and while the matrices, which take 16/9 of the kernel's memory,
/// are small beside the pictures that such a layer works on. Upsampled ones take no more than the other way does.
bool w2i_winograd_pays(w2i_winograd_form form, w2i_isa isa, w2i_type type, size_t outputs, size_t inputs);

/// The matrices of torch's [outputs, inputs, 3, 3]: [count, outputs, inputs].
void w2i_winograd_matrices(
    w2i_winograd_form form, w2i_pool *pool, const void *source, w2i_type source_type, size_t outputs, size_t inputs,
    float *matrices);

/// `w2i_convolution` with stride 1. `matrix` has the extents of one, the bias, and where the first is packed: the others
/// follow, `w2i_packed_bytes` each.
void w2i_winograd_convolution(
    const w2i_context *context, const w2i_weight *matrix, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result);

/// `w2i_upsampled_convolution`.
void w2i_winograd_upsampled_convolution(
    const w2i_context *context, const w2i_weight *matrix, const void *x, size_t batch, size_t height, size_t width,
    void *result);

#endif

#ifndef W2I_CONV_H
#define W2I_CONV_H

#include "gemm.h"

#include <stddef.h>

/// The images that are convolved and how the kernel moves over them. What it reads outside an image is zero, so `same`
/// padding of 3 x 3 is top = left = 1, and padding at the bottom and the right alone is top = left = 0 with the
/// result's size.
typedef struct {
    size_t batch, height, width; ///< of x [batch, height, width, inputs]
    size_t stride;
    size_t top, left;            ///< rows and columns of zeros before the image
    size_t result_height, result_width;
} w2i_images;

/// `result = activation(convolution + bias) + plus`, NHWC: → [batch, result_height, result_width, outputs]. In the
/// epilogue a row is a pixel of the result. `result` may be `plus`, not `x`. The weight is not gated.
void w2i_convolution(
    const w2i_context *context, const w2i_weight *weight, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result);

#endif

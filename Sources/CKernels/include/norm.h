#ifndef W2I_NORM_H
#define W2I_NORM_H

#include "gemm.h"

#include <stddef.h>

/// Images [batch, positions, channels] and how they are normalised. `scale` and `shift` have `channels` numbers each.
typedef struct {
    size_t batch, positions, channels;
    size_t groups; ///< a divisor of `channels`, at most 8192
    const float *scale, *shift;
    float epsilon;
    w2i_activation activation;
} w2i_group_normalization;

/// `result = activation((x - mean) / √(variance + ε) · scale + shift)`, statistics in fp32 and over each group of
/// neighbouring channels and all positions of one image. `result` may be `x`. The numbers do not depend on the pool's
/// threads.
void w2i_group_norm(
    const w2i_context *context, w2i_type type, const void *x, const w2i_group_normalization *norm, void *result);

/// Rows [rows, channels], each normalised by itself.
typedef struct {
    size_t rows, channels;
    const float *scale, *shift;
    float epsilon;
} w2i_layer_normalization;

/// `result = (x - mean) / √(variance + ε) · scale + shift`, statistics in fp32 over each row. `result` may be `x`.
void w2i_layer_norm(
    const w2i_context *context, w2i_type type, const void *x, const w2i_layer_normalization *norm, void *result);

#endif

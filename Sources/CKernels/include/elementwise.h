#ifndef W2I_ELEMENTWISE_H
#define W2I_ELEMENTWISE_H

#include "gemm.h"

#include <stdbool.h>
#include <stddef.h>

// Operations on each number by itself. `type` is FLOAT32 or BFLOAT16 unless said otherwise; sums are made in fp32 and
// rounded once. A result may be its operand where both have as many numbers.

/// `result = activation(x)`.
void w2i_activate(
    const w2i_context *context, w2i_type type, w2i_activation activation, const void *x, size_t count, void *result);

/// `result = factor · x`.
void w2i_scale(const w2i_context *context, w2i_type type, const void *x, float factor, size_t count, void *result);

/// Two matrices of `channels` columns. Row `r` of the result is the sum of row `r % x_rows` of x and row
/// `r / y_repeat % y_rows` of y: batches repeat, and a vector for each image has `y_repeat` height · width.
typedef struct {
    const void *x, *y;
    size_t x_rows, y_rows, y_repeat;
    size_t rows, channels; ///< of the result
} w2i_sum;

void w2i_add(const w2i_context *context, w2i_type type, const w2i_sum *sum, void *result);

/// The same numbers in another type. `x` is of any type and may be unaligned: it comes from mapped files.
void w2i_convert(
    const w2i_context *context, w2i_type from, const void *x, w2i_type to, size_t count, void *result);

/// Whether no number is infinite or NaN.
bool w2i_all_finite(const w2i_context *context, w2i_type type, const void *x, size_t count);

#endif

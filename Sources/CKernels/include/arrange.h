#ifndef W2I_ARRANGE_H
#define W2I_ARRANGE_H

#include "gemm.h"

#include <stddef.h>

// Operations that move numbers without changing them, and the embedding's look-up.

/// Row `r` of the result [rows, x_channels + y_channels] is row `r % x_rows` of x, then row `r % y_rows` of y.
typedef struct {
    const void *x, *y;
    size_t x_rows, y_rows;
    size_t x_channels, y_channels;
    size_t rows;
} w2i_concatenation;

void w2i_concatenate(const w2i_context *context, w2i_type type, const w2i_concatenation *parts, void *result);

/// Images [batch, height, width, channels] → [batch, result_height, result_width, channels]: the nearest pixel, as
/// torch's `interpolate(size:)` has it: row `y · height / result_height`, rounded down.
typedef struct {
    size_t batch, height, width, channels;
    size_t result_height, result_width;
} w2i_resizing;

void w2i_nearest(const w2i_context *context, w2i_type type, const void *x, const w2i_resizing *size, void *result);

/// Row `r` of the result [count, channels] is row `ids[r]` of table plus row `r % length` of positions.
typedef struct {
    const void *table, *positions;
    const size_t *ids;
    size_t count, length, channels;
} w2i_lookup;

void w2i_embed(const w2i_context *context, w2i_type type, const w2i_lookup *lookup, void *result);

#endif

#ifndef W2I_ROWS_H
#define W2I_ROWS_H

#include "conv.h"

#include <stddef.h>

/// The left operand of a product: one row of `inputs · kernel_height · kernel_width` numbers for each pixel of the
/// result, which exists only a tile at a time. A matrix is an image of one line under a kernel of 1 x 1.
typedef struct {
    const char *x;
    w2i_images images;
    size_t pixel_bytes; ///< one pixel's channels
    size_t kernel_height, kernel_width;
} w2i_rows;

/// A stretch of k of a few rows: [unit][row_stride][64 bytes].
typedef struct {
    size_t first_row, row_count;
    size_t row_stride; ///< rows that are laid out; those from `row_count` on are left as they are
    size_t first_unit, units;
    char *bytes;
} w2i_block;

/// Gathers a block. What lies outside an image or past the end of k becomes zero: padding, stride and odd channel
/// counts end here, the product sees none of them.
typedef void (*w2i_gather)(const w2i_rows *rows, const w2i_block *block);

w2i_gather w2i_gather_for(w2i_isa isa);

#endif

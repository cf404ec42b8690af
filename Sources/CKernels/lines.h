#ifndef W2I_LINES_H
#define W2I_LINES_H

#include "isa.h"
#include "rows.h"
#include "tile.h"

// The pixels that a band of a convolution's rows sees, copied once for all taps of the kernel and with the zeros around
// them: [unit of channels][line][column][64 bytes]. Any tap's pixels for neighbouring rows lie evenly spaced there.

typedef struct {
    const w2i_rows *rows;
    size_t image_lines;            ///< of an image with what the kernel sees above and below it
    size_t first_line, line_count; ///< counted through all images
    size_t first_column, column_count;
} w2i_lines;

/// The lines that rows `first_row` ..< `first_row + row_count` see: of one line of the result only their columns.
w2i_lines w2i_lines_of(const w2i_rows *rows, size_t first_row, size_t row_count);

/// Bytes of one unit of channels.
static inline size_t w2i_lines_plane(const w2i_lines *lines) {
    return lines->line_count * lines->column_count * W2I_UNIT_BYTES;
}

/// Bytes from the copy's start to the pixel under the kernel's first tap, for one of the band's rows.
size_t w2i_lines_place(const w2i_lines *lines, size_t row);

/// Copies units of channels, `first_unit` ..< `first_unit + units`. A pixel's channels are whole units.
void w2i_copy_lines(w2i_isa isa, const w2i_lines *lines, size_t first_unit, size_t units, char *to);

#endif

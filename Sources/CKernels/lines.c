#include "lines.h"

#include "variants.h"

/// The line under the kernel's first row for a line of the result; both count through all images.
static size_t line_of(const w2i_lines *lines, size_t line) {
    const w2i_images *images = &lines->rows->images;
    return line / images->result_height * lines->image_lines + line % images->result_height * images->stride;
}

w2i_lines w2i_lines_of(const w2i_rows *rows, size_t first_row, size_t row_count) {
    const w2i_images *images = &rows->images;
    const size_t width = images->result_width, last_row = first_row + row_count - 1;
    const size_t first = first_row / width, last = last_row / width; // lines of the result
    const size_t left = first == last ? first_row % width : 0, right = first == last ? last_row % width : width - 1;
    w2i_lines lines = {
        .rows = rows,
        .image_lines = (images->result_height - 1) * images->stride + rows->kernel_height,
        .first_column = left * images->stride,
        .column_count = (right - left) * images->stride + rows->kernel_width,
    };
    lines.first_line = line_of(&lines, first);
    lines.line_count = line_of(&lines, last) + rows->kernel_height - lines.first_line;
    return lines;
}

size_t w2i_lines_place(const w2i_lines *lines, size_t row) {
    const w2i_images *images = &lines->rows->images;
    size_t line = line_of(lines, row / images->result_width) - lines->first_line;
    size_t column = row % images->result_width * images->stride - lines->first_column;
    return (line * lines->column_count + column) * W2I_UNIT_BYTES;
}

W2I_INLINE void copy_lines(const w2i_lines *lines, size_t first_unit, size_t units, char *to) {
    const w2i_rows *rows = lines->rows;
    const w2i_images *images = &rows->images;
    const size_t plane = w2i_lines_plane(lines);
    for (size_t l = lines->first_line; l < lines->first_line + lines->line_count; l++) {
        // A coordinate above or left of the image wraps around to a large one.
        const size_t y = l % lines->image_lines - images->top;
        const char *line = rows->x + (l / lines->image_lines * images->height + y) * images->width * rows->pixel_bytes;
        for (size_t column = 0; column < lines->column_count; column++, to += W2I_UNIT_BYTES) {
            const size_t x = lines->first_column + column - images->left;
            const bool inside = y < images->height && x < images->width;
            const char *from = line + x * rows->pixel_bytes + first_unit * W2I_UNIT_BYTES;
            for (size_t u = 0; u < units; u++) {
                if (inside) __builtin_memcpy_inline(to + u * plane, from + u * W2I_UNIT_BYTES, W2I_UNIT_BYTES);
                else __builtin_memset_inline(to + u * plane, 0, W2I_UNIT_BYTES);
            }
        }
    }
}

#if defined(__x86_64__)
/// A unit is one register here.
W2I_TARGET_AVX512 static void copy_lines_avx512(const w2i_lines *lines, size_t first_unit, size_t units, char *to) {
    copy_lines(lines, first_unit, units, to);
}
#endif

void w2i_copy_lines(w2i_isa isa, const w2i_lines *lines, size_t first_unit, size_t units, char *to) {
#if defined(__x86_64__)
    if (isa >= W2I_ISA_AVX512 && w2i_isa_best() >= W2I_ISA_AVX512) {
        copy_lines_avx512(lines, first_unit, units, to);
        return;
    }
#endif
    (void)isa;
    copy_lines(lines, first_unit, units, to);
}

#include "rows.h"

#include "tile.h"
#include "vector_math.h"

/// One row of a block: its consecutive bytes lie in units that are `unit_stride` bytes apart.
typedef struct {
    char *start;
    size_t unit_stride;
} row_writer;

W2I_INLINE size_t smaller(size_t a, size_t b) { return a < b ? a : b; }
W2I_INLINE size_t larger(size_t a, size_t b) { return a > b ? a : b; }

/// Writes `count` bytes of the row from `offset` on: those at `from`, or zeros if that is NULL.
W2I_INLINE void put(row_writer row, size_t offset, const char *from, size_t count) {
    char *unit = row.start + offset / W2I_UNIT_BYTES * row.unit_stride;
    size_t within = offset % W2I_UNIT_BYTES;
    if (within > 0) {
        size_t head = smaller(W2I_UNIT_BYTES - within, count);
        if (from) memcpy(unit + within, from, head), from += head;
        else memset(unit + within, 0, head);
        count -= head;
        unit += row.unit_stride;
    }
    for (; count >= W2I_UNIT_BYTES; count -= W2I_UNIT_BYTES, unit += row.unit_stride) {
        // Inline: most runs are whole units, and a call for each would cost as much as the copy.
        if (from) __builtin_memcpy_inline(unit, from, W2I_UNIT_BYTES), from += W2I_UNIT_BYTES;
        else __builtin_memset_inline(unit, 0, W2I_UNIT_BYTES);
    }
    if (count > 0) {
        if (from) memcpy(unit, from, count);
        else memset(unit, 0, count);
    }
}

/// The bytes of a row's k axis that are wanted.
typedef struct {
    size_t start, end;
} window;

/// Writes that part of the bytes `start` ..< `end` of the k axis which lies in the window. `from` is where `start` comes from.
W2I_INLINE void put_part(row_writer row, window wanted, size_t start, size_t end, const char *from) {
    size_t first = larger(start, wanted.start), last = smaller(end, wanted.end);
    if (first < last) put(row, first - wanted.start, from ? from + (first - start) : NULL, last - first);
}

W2I_INLINE void gather(
    const w2i_rows *rows, size_t first_row, size_t row_count, size_t block_rows, size_t first_unit, size_t units, char *block) {
    const w2i_images *images = &rows->images;
    const size_t pixel = rows->pixel_bytes, line = rows->kernel_width * pixel;
    const window wanted = {first_unit * W2I_UNIT_BYTES, (first_unit + units) * W2I_UNIT_BYTES};

    size_t column = first_row % images->result_width, y = first_row / images->result_width;
    size_t image = y / images->result_height;
    y %= images->result_height;
    for (size_t r = 0; r < row_count; r++) {
        row_writer row = {block + r * W2I_UNIT_BYTES, block_rows * W2I_UNIT_BYTES};
        const char *source = rows->x + image * images->height * images->width * pixel;
        // The kernel's columns that lie inside the image are neighbours in memory: one run a kernel row.
        size_t x = column * images->stride; // in columns of the padded image
        size_t first_tap = smaller(rows->kernel_width, x < images->left ? images->left - x : 0);
        size_t last_tap = larger(first_tap, smaller(rows->kernel_width, larger(images->width + images->left, x) - x));
        for (size_t ky = wanted.start / line; ky < rows->kernel_height && ky * line < wanted.end; ky++) {
            size_t start = ky * line, padded_y = y * images->stride + ky;
            if (padded_y < images->top || padded_y >= images->top + images->height || first_tap == last_tap) {
                put_part(row, wanted, start, start + line, NULL);
                continue;
            }
            const char *from = source + ((padded_y - images->top) * images->width + (x + first_tap - images->left)) * pixel;
            put_part(row, wanted, start, start + first_tap * pixel, NULL);
            put_part(row, wanted, start + first_tap * pixel, start + last_tap * pixel, from);
            put_part(row, wanted, start + last_tap * pixel, start + line, NULL);
        }
        put_part(row, wanted, rows->kernel_height * line, wanted.end, NULL);

        if (++column == images->result_width) {
            column = 0;
            if (++y == images->result_height) y = 0, image++;
        }
    }
}

static void gather_portable(
    const w2i_rows *rows, size_t first_row, size_t row_count, size_t block_rows, size_t first_unit, size_t units, char *block) {
    gather(rows, first_row, row_count, block_rows, first_unit, units, block);
}

#if defined(__x86_64__)
/// A unit is one register here.
__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))) static void gather_avx512(
    const w2i_rows *rows, size_t first_row, size_t row_count, size_t block_rows, size_t first_unit, size_t units, char *block) {
    gather(rows, first_row, row_count, block_rows, first_unit, units, block);
}
#endif

w2i_gather w2i_gather_for(w2i_isa isa) {
#if defined(__x86_64__)
    if (isa >= W2I_ISA_AVX512 && w2i_isa_best() >= W2I_ISA_AVX512) return gather_avx512;
#endif
    (void)isa;
    return gather_portable;
}

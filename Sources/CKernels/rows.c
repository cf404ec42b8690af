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

/// Writes that part of the bytes `start` ..< `end` of the k axis which lies in the window. `from` is where `start`
/// comes from.
W2I_INLINE void put_part(row_writer row, window wanted, size_t start, size_t end, const char *from) {
    size_t first = larger(start, wanted.start), last = smaller(end, wanted.end);
    if (first < last) put(row, first - wanted.start, from ? from + (first - start) : NULL, last - first);
}

/// Where the kernel lies for one row: its upper left corner, counted from that of the padded image.
typedef struct {
    const char *image;
    size_t x, y;
} position;

/// The pixel under kernel row `ky` and kernel column `kx`, or NULL outside the image.
W2I_INLINE const char *pixel_under(const w2i_rows *rows, position at, size_t ky, size_t kx) {
    const w2i_images *images = &rows->images;
    // A padded coordinate above or left of the image wraps around to a large one.
    size_t x = at.x + kx - images->left, y = at.y + ky - images->top;
    return x < images->width && y < images->height ? at.image + (y * images->width + x) * rows->pixel_bytes : NULL;
}

/// The kernel's columns that lie inside the image are neighbours in memory: one run a kernel row.
W2I_INLINE void gather_row(const w2i_rows *rows, position at, const w2i_block *block, char *first_unit) {
    const w2i_images *images = &rows->images;
    const size_t pixel = rows->pixel_bytes, line = rows->kernel_width * pixel;
    const window wanted = {block->first_unit * W2I_UNIT_BYTES, (block->first_unit + block->units) * W2I_UNIT_BYTES};
    row_writer row = {first_unit, block->row_stride * W2I_UNIT_BYTES};

    size_t first_tap = smaller(rows->kernel_width, at.x < images->left ? images->left - at.x : 0);
    size_t last_tap = larger(first_tap, smaller(rows->kernel_width, larger(images->width + images->left, at.x) - at.x));
    for (size_t ky = wanted.start / line; ky < rows->kernel_height && ky * line < wanted.end; ky++) {
        const char *from = first_tap < last_tap ? pixel_under(rows, at, ky, first_tap) : NULL;
        size_t start = ky * line, inside = start + first_tap * pixel, after = from ? start + last_tap * pixel : inside;
        put_part(row, wanted, start, inside, NULL);
        put_part(row, wanted, inside, after, from);
        put_part(row, wanted, after, start + line, NULL);
    }
    put_part(row, wanted, rows->kernel_height * line, wanted.end, NULL);
}

W2I_INLINE void gather(const w2i_rows *rows, const w2i_block *block) {
    const w2i_images *images = &rows->images;
    const size_t image_bytes = images->height * images->width * rows->pixel_bytes;
    size_t column = block->first_row % images->result_width, line = block->first_row / images->result_width;
    size_t image = line / images->result_height;
    line %= images->result_height;
    for (size_t r = 0; r < block->row_count; r++) {
        position at = {rows->x + image * image_bytes, column * images->stride, line * images->stride};
        gather_row(rows, at, block, block->bytes + r * W2I_UNIT_BYTES);
        if (++column == images->result_width) {
            column = 0;
            if (++line == images->result_height) line = 0, image++;
        }
    }
}

static void gather_portable(const w2i_rows *rows, const w2i_block *block) { gather(rows, block); }

#if defined(__x86_64__)
/// A unit is one register here.
__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))) static void
gather_avx512(const w2i_rows *rows, const w2i_block *block) { gather(rows, block); }
#endif

w2i_gather w2i_gather_for(w2i_isa isa) {
#if defined(__x86_64__)
    if (isa >= W2I_ISA_AVX512 && w2i_isa_best() >= W2I_ISA_AVX512) return gather_avx512;
#endif
    (void)isa;
    return gather_portable;
}

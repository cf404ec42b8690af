#include "finish_tile.h"
#include "layout.h"
#include "lines.h"
#include "product_job.h"

// For multipliers so fast that gathering every tile's rows would take as long as multiplying them. A matrix's rows are
// taken from where they lie. Of an image, the pixels that a band sees are copied once for all taps of the kernel
// (lines.h); a stretch of k is then a few units of channels under all taps. Only what fits neither (odd channel counts)
// is gathered.
//
// Sixteen rows that don't lie evenly spaced, since a line of the image ends among them, are copied together.

enum {
    MATRIX_UNITS = 20, // of a stretch: longer ones leave the first-level cache, shorter ones move sums more often
    LINES_UNITS = 36,
    MOST_UNITS = 36,
    HALF_ROWS = 16,
};
_Static_assert(MOST_UNITS * HALF_ROWS * W2I_UNIT_BYTES <= W2I_BLOCK_BYTES, "half a tile's rows fit a block");
_Static_assert(2 * HALF_ROWS == W2I_FINISHING_ROWS, "a tile is finished at once");

typedef enum { MATRIX, LINES, GATHERED } source;

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

/// How a task's rows come to the tiles, and a stretch of k.
typedef struct {
    const w2i_job *job;
    w2i_part part;
    source source;
    w2i_lines lines;
    size_t taps, channel_units;
    size_t length, stretches;         ///< of what is cut into stretches: units of k, or of channels
    size_t units;                     ///< of this stretch
    size_t first_unit;                ///< where it begins along `length`
    uint32_t row_units[MOST_UNITS];   ///< bytes from a row's start
    uint32_t panel_units[MOST_UNITS]; ///< words from a panel's start
    uint32_t block_units[MOST_UNITS]; ///< bytes, where rows were copied together
} walk;

/// How rows come to the tiles. The same for all tasks and batches, since the order of a sum's terms depends on it.
static source source_of(const w2i_job *job) {
    const w2i_rows *rows = job->rows;
    const w2i_images *images = &rows->images;
    const size_t taps = rows->kernel_height * rows->kernel_width, width = images->result_width;
    if (rows->pixel_bytes % W2I_UNIT_BYTES != 0 || taps > LINES_UNITS) return GATHERED;
    if (taps == 1 && images->stride == 1 && images->top == 0 && images->left == 0) return MATRIX;
    // The most lines that a band sees: those under the lines of the result that it touches, and what the kernel sees
    // beyond them in each image.
    size_t result_lines = (W2I_BAND_ROWS - 2) / width + 2;
    size_t result_images = (W2I_BAND_ROWS - 2) / (width * images->result_height) + 2;
    size_t beyond = rows->kernel_height > images->stride ? rows->kernel_height - images->stride : 0;
    size_t lines = result_lines * images->stride + result_images * beyond;
    size_t columns = (width - 1) * images->stride + rows->kernel_width;
    return lines * columns * W2I_UNIT_BYTES <= W2I_LINES_BYTES ? LINES : GATHERED;
}

/// Cuts a task's k into stretches; the order of the units doesn't depend on where.
static void plan(walk *walk) {
    const w2i_rows *rows = walk->job->rows;
    size_t longest = walk->job->machine.units;
    walk->source = source_of(walk->job);
    walk->taps = rows->kernel_height * rows->kernel_width;
    walk->channel_units = rows->pixel_bytes / W2I_UNIT_BYTES;
    walk->length = walk->job->units;
    if (walk->source == MATRIX) longest = MATRIX_UNITS;
    if (walk->source == LINES) {
        walk->lines = w2i_lines_of(rows, walk->part.first_row, walk->part.row_count);
        walk->length = walk->channel_units;
        longest = smaller(LINES_UNITS / walk->taps, W2I_LINES_BYTES / w2i_lines_plane(&walk->lines));
    }
    walk->stretches = (walk->length + longest - 1) / longest;
    for (size_t i = 0; i < MOST_UNITS; i++) walk->block_units[i] = (uint32_t)(i * HALF_ROWS * W2I_UNIT_BYTES);
}

/// Says where a stretch's units lie, and copies its lines.
static void begin_stretch(walk *walk, size_t stretch) {
    const w2i_rows *rows = walk->job->rows;
    size_t first = w2i_cut(walk->length, walk->stretches, 1, stretch);
    size_t count = w2i_cut(walk->length, walk->stretches, 1, stretch + 1) - first;
    walk->first_unit = first;
    walk->units = 0;
    if (walk->source != LINES) {
        for (size_t u = first; u < first + count; u++, walk->units++) {
            walk->row_units[walk->units] = (uint32_t)(u * W2I_UNIT_BYTES);
            walk->panel_units[walk->units] = (uint32_t)(u * W2I_PANEL_UNIT_WORDS);
        }
        return;
    }
    w2i_copy_lines(walk->job->context->isa, &walk->lines, first, count, walk->part.lines);
    for (size_t u = 0; u < count; u++) {
        for (size_t tap = 0; tap < walk->taps; tap++, walk->units++) {
            size_t ky = tap / rows->kernel_width, kx = tap % rows->kernel_width;
            size_t line = u * walk->lines.line_count + ky, pixel = line * walk->lines.column_count + kx;
            walk->row_units[walk->units] = (uint32_t)(pixel * W2I_UNIT_BYTES);
            walk->panel_units[walk->units] =
                (uint32_t)((tap * walk->channel_units + first + u) * W2I_PANEL_UNIT_WORDS);
        }
    }
}

static const char *row_start(const walk *walk, size_t row) {
    const w2i_rows *rows = walk->job->rows;
    if (walk->source == MATRIX) return rows->x + row * rows->pixel_bytes;
    return walk->part.lines + w2i_lines_place(&walk->lines, row);
}

/// Rows `row` ..< `row + count`, at most 16: in their place, or copied to `block`.
static w2i_placed_rows place(const walk *walk, size_t row, size_t count, char *block) {
    const w2i_rows *rows = walk->job->rows;
    if (walk->source == GATHERED) {
        w2i_block wanted = {
            .first_row = row,
            .row_count = count,
            .row_stride = HALF_ROWS,
            .first_unit = walk->first_unit,
            .units = walk->units,
            .bytes = block,
        };
        walk->job->gather(rows, &wanted);
        return (w2i_placed_rows){block, W2I_UNIT_BYTES, walk->block_units};
    }
    const size_t width = rows->images.result_width;
    bool even = walk->source == MATRIX || row % width + HALF_ROWS <= width;
    if (count == HALF_ROWS && even) {
        size_t stride = walk->source == MATRIX ? rows->pixel_bytes : rows->images.stride * W2I_UNIT_BYTES;
        return (w2i_placed_rows){row_start(walk, row), stride, walk->row_units};
    }
    for (size_t r = 0; r < count; r++) {
        const char *from = row_start(walk, row + r);
        char *to = block + r * W2I_UNIT_BYTES;
        for (size_t u = 0; u < walk->units; u++)
            __builtin_memcpy_inline(to + walk->block_units[u], from + walk->row_units[u], W2I_UNIT_BYTES);
    }
    return (w2i_placed_rows){block, W2I_UNIT_BYTES, walk->block_units};
}

/// Where a tile's rows are stored, from the part's first panel on.
static w2i_finishing_tile finishing_of(const walk *walk, size_t first_row, size_t row_count) {
    const w2i_job *job = walk->job;
    const w2i_epilogue *epilogue = job->epilogue;
    const size_t halves = job->weight->gated ? 2 : 1, outputs = job->weight->outputs / halves;
    const size_t first = walk->part.first_panel * W2I_PANEL / halves;
    w2i_finishing_tile finishing = {
        .sums_stride = W2I_SUMS_STRIDE,
        .has_plus = epilogue->plus != NULL,
        .row_count = (int)row_count,
        .activation = epilogue->activation,
        .gated = job->weight->gated,
    };
    for (size_t r = 0; r < row_count; r++) {
        size_t row = first_row + r;
        finishing.results[r] = (uint16_t *)job->result + w2i_place_of(epilogue, row) * outputs + first;
        if (epilogue->plus)
            finishing.plus[r] = (const uint16_t *)epilogue->plus + w2i_plus_row(epilogue, row) * outputs + first;
    }
    return finishing;
}

typedef struct {
    w2i_isa isa;
    w2i_finishing_tile tile;
} finishing;

/// Finishes the rows of a tile that fall to one of the units of the next.
static void finish_beside(void *context, size_t unit, size_t units) {
    const finishing *pending = context;
    size_t rows = (size_t)pending->tile.row_count;
    w2i_finish_tile(pending->isa, &pending->tile, (int)(rows * unit / units), (int)(rows * (unit + 1) / units));
}

/// Multiplies a tile's rows with all panels; `last`: the sums are whole then, and stored.
static void multiply_tile(const walk *walk, w2i_tile *tile, float *sums, size_t first_row, const bool last) {
    const w2i_job *job = walk->job;
    const w2i_weight *weight = job->weight;
    const size_t halves = weight->gated ? 2 : 1, outputs = weight->outputs / halves, pair = 2 * W2I_PANEL / halves;
    const size_t row_count = (size_t)tile->row_count;
    finishing pending;
    if (last) {
        pending.isa = job->context->isa;
        pending.tile = finishing_of(walk, first_row, row_count);
        tile->context = &pending;
    }
    for (size_t panel = walk->part.first_panel; panel < walk->part.end_panel; panel += 2) {
        const size_t done = panel - walk->part.first_panel;
        tile->panels = (const w2i_word *)weight->packed + panel * job->units * W2I_PANEL_UNIT_WORDS;
        tile->sums = sums + done * W2I_PANEL;
        tile->panel_count = walk->part.end_panel - panel >= 2 ? 2 : 1;
        if (last) {
            // The lines to be written come while the tiles multiply.
            const size_t next = done * W2I_PANEL / halves;
            for (size_t r = 0; r < row_count; r++) __builtin_prefetch(pending.tile.results[r] + next, 1);
            if (pending.tile.has_plus)
                for (size_t r = 0; r < row_count; r++) __builtin_prefetch(pending.tile.plus[r] + next);
        }
        job->machine.multiply(tile);
        if (!last) continue;
        const size_t left = outputs - panel * W2I_PANEL / halves;
        pending.tile.sums = tile->sums;
        pending.tile.bias = weight->bias + panel * W2I_PANEL;
        pending.tile.count = (int)(left < pair ? left : pair);
        pending.tile.first = done * W2I_PANEL / halves;
        tile->beside = finish_beside;
    }
    if (last) finish_beside(&pending, 0, 1);
}

void w2i_placed_product_task(void *context, size_t index, int thread) {
    const w2i_job *job = context;
    const w2i_machine *machine = &job->machine;
    walk walk = {.job = job, .part = w2i_part_of(job, index, thread)};
    const w2i_part *part = &walk.part;
    plan(&walk);
    if (machine->begin) machine->begin();
    for (size_t stretch = 0; stretch < walk.stretches; stretch++) {
        begin_stretch(&walk, stretch);
        for (size_t t = 0; t < part->tiles; t++) {
            size_t row = w2i_cut(part->row_count, part->tiles, job->row_quantum, t);
            size_t count = w2i_cut(part->row_count, part->tiles, job->row_quantum, t + 1) - row;
            size_t first_row = part->first_row + row, upper = smaller(count, HALF_ROWS);
            w2i_tile tile = {
                .panel_units = walk.panel_units,
                .panel_stride = job->units * W2I_PANEL_UNIT_WORDS,
                .units = walk.units,
                .sums_stride = W2I_SUMS_STRIDE,
                .row_count = (int)count,
                .accumulate = stretch > 0,
            };
            tile.placed[0] = place(&walk, first_row, upper, part->blocks);
            if (count > upper)
                tile.placed[1] = place(&walk, first_row + upper, count - upper, part->blocks + W2I_BLOCK_BYTES);
            // Sums that are finished at once need not go through memory.
            float *sums = walk.stretches == 1 ? part->sums : part->sums + row * W2I_SUMS_STRIDE;
            multiply_tile(&walk, &tile, sums, first_row, stretch + 1 == walk.stretches);
        }
    }
    if (machine->end) machine->end();
}

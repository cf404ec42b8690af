#ifndef W2I_PRODUCT_JOB_H
#define W2I_PRODUCT_JOB_H

#include "gemm.h"
#include "rows.h"
#include "tile.h"

// What the ways of running a product share. A task is a band of rows times a group of panels.

enum {
    W2I_BAND_ROWS = 512,
    W2I_GROUP_PANELS = 20,
    W2I_BLOCK_BYTES = 40 << 10, // of rows gathered for one tile
    W2I_ROW_QUANTUM = 32,       // bands are laid out for whole tiles of any machine
    // A line more than the panels take, so that rows of sums don't all fall into the same cache sets.
    W2I_SUMS_STRIDE = W2I_GROUP_PANELS * W2I_PANEL + W2I_PANEL,
    W2I_SUMS_BYTES = (W2I_BAND_ROWS + W2I_ROW_QUANTUM) * W2I_SUMS_STRIDE * 4,
    W2I_LINES_BYTES = 704 << 10, // of a band's pixels, copied with the padding around them
    W2I_THREAD_BYTES = 2 * W2I_BLOCK_BYTES + W2I_LINES_BYTES + W2I_SUMS_BYTES,
};

typedef struct {
    const w2i_context *context;
    const w2i_weight *weight;
    const w2i_rows *rows;
    const w2i_epilogue *epilogue;
    void *result;
    w2i_machine machine;
    w2i_gather gather;
    size_t row_count, row_quantum, panels, units;
    size_t bands, groups;
} w2i_job;

/// A task's part of the result, and its thread's scratch memory.
typedef struct {
    size_t first_row, row_count, tiles;
    size_t first_panel, end_panel;
    char *blocks; ///< 2 of W2I_BLOCK_BYTES
    char *lines;
    float *sums;
} w2i_part;

/// Where part `index` of `parts` begins when `total` is cut evenly at multiples of `quantum`.
static inline size_t w2i_cut(size_t total, size_t parts, size_t quantum, size_t index) {
    size_t start = (total + quantum - 1) / quantum * index / parts * quantum;
    return start < total ? start : total;
}

static inline w2i_part w2i_part_of(const w2i_job *job, size_t index, int thread) {
    // Threads that work side by side share a group's panels.
    size_t band = index % job->bands, group = index / job->bands;
    char *scratch = (char *)job->context->scratch + (size_t)thread * W2I_THREAD_BYTES;
    size_t first_row = w2i_cut(job->row_count, job->bands, job->row_quantum, band);
    size_t row_count = w2i_cut(job->row_count, job->bands, job->row_quantum, band + 1) - first_row;
    return (w2i_part){
        .first_row = first_row,
        .row_count = row_count,
        .tiles = (row_count + job->machine.rows - 1) / job->machine.rows,
        .first_panel = w2i_cut(job->panels, job->groups, 2, group),
        .end_panel = w2i_cut(job->panels, job->groups, 2, group + 1),
        .blocks = scratch,
        .lines = scratch + 2 * W2I_BLOCK_BYTES,
        .sums = (float *)(scratch + 2 * W2I_BLOCK_BYTES + W2I_LINES_BYTES),
    };
}

/// The row of the result in which row `row` of the product is stored.
static inline size_t w2i_place_of(const w2i_epilogue *epilogue, size_t row) {
    size_t width = epilogue->doubled_line;
    return width == 0 ? row : 2 * (2 * (row / width) * width + row % width);
}

/// The row of `epilogue->plus`, which isn't NULL, that row `row` of the product meets.
static inline size_t w2i_plus_row(const w2i_epilogue *epilogue, size_t row) {
    return row / epilogue->plus_repeat % epilogue->plus_rows;
}

/// Runs a task on a machine that takes rows where they lie (`w2i_machine.placed`).
void w2i_placed_product_task(void *job, size_t index, int thread);

#endif

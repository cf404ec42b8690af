#include "product.h"

#include "finish.h"
#include "layout.h"
#include "vector_math.h"

// A task is a band of rows times a group of panels. It walks k in stretches: a stretch of the group's panels stays in
// the second-level cache while the band's rows pass, a tile of rows at a time, gathered into a block that stays in the
// first. Sums of a band are kept in scratch memory between stretches. Each sum is made by one task in one order, so
// that neither the number of threads nor the cut into tasks changes a bit of the result.

enum {
    BAND_ROWS = 512,
    GROUP_PANELS = 20,
    BLOCK_BYTES = 40 << 10, // a block of rows: the largest is AMX's, 32 rows of 16 units
    ROW_QUANTUM = 32,       // bands are laid out for whole tiles of any machine
    // A line more than the panels take, so that rows of sums don't all fall into the same cache sets.
    SUMS_STRIDE = GROUP_PANELS * W2I_PANEL + W2I_PANEL,
    SUMS_BYTES = (BAND_ROWS + ROW_QUANTUM) * SUMS_STRIDE * 4,
    THREAD_BYTES = 2 * BLOCK_BYTES + SUMS_BYTES,
};

size_t w2i_scratch_bytes(int threads) { return (size_t)threads * THREAD_BYTES; }

typedef struct {
    const w2i_context *context;
    const w2i_weight *weight;
    const w2i_rows *rows;
    const w2i_epilogue *epilogue;
    void *result;
    w2i_machine machine;
    w2i_gather gather;
    size_t row_count, row_quantum, panels, units, stretches;
    size_t bands, groups;
} w2i_job;

/// Where part `index` of `parts` begins when `total` is cut evenly at multiples of `quantum`.
static size_t cut(size_t total, size_t parts, size_t quantum, size_t index) {
    size_t start = (total + quantum - 1) / quantum * index / parts * quantum;
    return start < total ? start : total;
}

static size_t rounded_up(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

/// Gathers the block of rows for one tile and one stretch of k, and widens it for a machine that wants that.
static const void *gather(const w2i_job *job, w2i_block block, char *scratch) {
    block.row_stride = rounded_up(block.row_count, job->machine.row_multiple);
    block.bytes = job->machine.widened ? scratch + BLOCK_BYTES : scratch;
    job->gather(job->rows, &block);
    if (job->machine.widened) {
        const uint16_t *from = (const uint16_t *)block.bytes;
        float *to = (float *)scratch;
        size_t count = block.units * block.row_stride * 2 * W2I_UNIT_WORDS;
        for (size_t i = 0; i < count; i++) to[i] = w2i_float_from_bf16(from[i]);
    }
    return scratch;
}

/// Stores a tile's rows of finished sums.
static void finish(
    const w2i_job *job, size_t first_row, size_t row_count, size_t first_panel, size_t end_panel, float *sums) {
    const w2i_weight *weight = job->weight;
    const w2i_epilogue *epilogue = job->epilogue;
    size_t bytes = w2i_type_bytes(weight->type), halves = weight->gated ? 2 : 1;
    size_t outputs = weight->outputs / halves;
    size_t first = first_panel * W2I_PANEL / halves, end = end_panel * W2I_PANEL / halves;
    w2i_finishing row = {
        .bias = weight->bias + first_panel * W2I_PANEL,
        .count = (end < outputs ? end : outputs) - first,
        .type = weight->type,
        .activation = epilogue->activation,
        .gated = weight->gated,
    };
    for (size_t r = first_row; r < first_row + row_count; r++, sums += SUMS_STRIDE) {
        row.sums = sums;
        size_t place = r;
        if (epilogue->doubled_line > 0) {
            size_t line = r / epilogue->doubled_line, column = r % epilogue->doubled_line;
            place = 2 * (2 * line * epilogue->doubled_line + column);
        }
        row.result = (char *)job->result + (place * outputs + first) * bytes;
        if (epilogue->plus) {
            size_t plus_row = r / epilogue->plus_repeat % epilogue->plus_rows;
            row.plus = (const char *)epilogue->plus + (plus_row * outputs + first) * bytes;
        }
        w2i_finish(job->context->isa, &row);
    }
}

static void product_task(void *context, size_t index, int thread) {
    const w2i_job *job = context;
    const w2i_machine *machine = &job->machine;
    // Threads that work side by side share a group's panels.
    size_t band = index % job->bands, group = index / job->bands;
    size_t first_row = cut(job->row_count, job->bands, job->row_quantum, band);
    size_t band_rows = cut(job->row_count, job->bands, job->row_quantum, band + 1) - first_row;
    size_t first_panel = cut(job->panels, job->groups, 2, group);
    size_t end_panel = cut(job->panels, job->groups, 2, group + 1);
    size_t tiles = (band_rows + machine->rows - 1) / machine->rows;
    char *scratch = (char *)job->context->scratch + (size_t)thread * THREAD_BYTES;
    float *band_sums = (float *)(scratch + 2 * BLOCK_BYTES);

    if (machine->begin) machine->begin();
    for (size_t stretch = 0; stretch < job->stretches; stretch++) {
        size_t first_unit = cut(job->units, job->stretches, 1, stretch);
        size_t units = cut(job->units, job->stretches, 1, stretch + 1) - first_unit;
        for (size_t t = 0; t < tiles; t++) {
            size_t row = cut(band_rows, tiles, job->row_quantum, t);
            size_t rows = cut(band_rows, tiles, job->row_quantum, t + 1) - row;
            // Sums that are finished at once need not go through memory.
            float *sums = job->stretches == 1 ? band_sums : band_sums + row * SUMS_STRIDE;
            w2i_block block = {
                .first_row = first_row + row, .row_count = rows, .first_unit = first_unit, .units = units};
            w2i_tile tile = {
                .rows = gather(job, block, scratch),
                .panel_stride = job->units * W2I_PANEL_UNIT_WORDS,
                .units = units,
                .sums_stride = SUMS_STRIDE,
                .row_count = (int)rows,
                .accumulate = stretch > 0,
            };
            for (size_t panel = first_panel; panel < end_panel; panel += 2) {
                size_t unit = panel * job->units + first_unit;
                tile.panels = (const w2i_word *)job->weight->packed + unit * W2I_PANEL_UNIT_WORDS;
                tile.sums = sums + (panel - first_panel) * W2I_PANEL;
                tile.panel_count = end_panel - panel >= 2 ? 2 : 1;
                machine->multiply(&tile);
            }
            if (stretch + 1 == job->stretches) finish(job, first_row + row, rows, first_panel, end_panel, sums);
        }
    }
    if (machine->end) machine->end();
}

/// Cuts the product into tasks that fit the caches, then smaller while threads would be idle, the way that makes less
/// data pass twice: more bands read the panels again, more groups gather the rows again.
static void plan(w2i_job *job) {
    size_t threads = (size_t)w2i_pool_threads(job->context->pool);
    size_t enough = threads == 1 ? 1 : 4 * threads;
    size_t outputs = job->panels * W2I_PANEL;
    job->bands = (job->row_count + BAND_ROWS - 1) / BAND_ROWS;
    job->groups = (job->panels + GROUP_PANELS - 1) / GROUP_PANELS;
    const size_t worth_a_task = 1 << 18; // multiply-accumulates: some microseconds
    while (job->bands * job->groups < enough) {
        size_t work = job->row_count * outputs * job->units * W2I_UNIT_WORDS;
        bool smaller_bands = job->row_count / (job->bands + 1) >= 2 * (size_t)job->machine.rows;
        bool smaller_groups = job->panels / (job->groups + 1) >= 2;
        if (work / (job->bands * job->groups) < 2 * worth_a_task || (!smaller_bands && !smaller_groups)) break;
        bool bands_cost_less = job->groups * job->row_count > job->bands * outputs;
        if (smaller_bands && (bands_cost_less || !smaller_groups)) job->bands++;
        else job->groups++;
    }
}

void w2i_product(
    const w2i_context *context, const w2i_weight *weight, const w2i_rows *rows, size_t row_count,
    const w2i_epilogue *epilogue, void *result) {
    if (row_count == 0) return;
    w2i_job job = {
        .context = context,
        .weight = weight,
        .rows = rows,
        .epilogue = epilogue,
        .result = result,
        .machine = w2i_machine_for(context->isa, weight->type),
        .gather = w2i_gather_for(context->isa),
        .row_count = row_count,
        .panels = w2i_panels(weight),
        .units = w2i_units(weight),
    };
    job.row_quantum = job.machine.row_multiple == 1 ? 1 : (size_t)job.machine.rows;
    job.stretches = (job.units + job.machine.units - 1) / job.machine.units;
    plan(&job);
    w2i_pool_run(context->pool, job.bands * job.groups, product_task, &job);
}

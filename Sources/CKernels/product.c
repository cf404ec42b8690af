#include "product.h"

#include "finish.h"
#include "layout.h"
#include "product_job.h"
#include "vector_math.h"

// A task is a band of rows times a group of panels. It walks k in stretches: a stretch of the group's panels stays in
// the second-level cache while the band's rows pass, a tile of rows at a time, gathered into a block that stays in the
// first. Sums of a band are kept in scratch memory between stretches. Each sum is made by one task in one order, so
// that neither the number of threads nor the cut into tasks changes a bit of the result.

size_t w2i_scratch_bytes(int threads) { return (size_t)threads * W2I_THREAD_BYTES; }

static size_t rounded_up(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

/// Gathers the block of rows for one tile and one stretch of k, and widens it for a machine that wants that.
static const void *gather(const w2i_job *job, w2i_block block, char *scratch) {
    block.row_stride = rounded_up(block.row_count, job->machine.row_multiple);
    block.bytes = job->machine.widened ? scratch + W2I_BLOCK_BYTES : scratch;
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
    for (size_t r = first_row; r < first_row + row_count; r++, sums += W2I_SUMS_STRIDE) {
        row.sums = sums;
        row.result = (char *)job->result + (w2i_place_of(epilogue, r) * outputs + first) * bytes;
        if (epilogue->plus)
            row.plus = (const char *)epilogue->plus + (w2i_plus_row(epilogue, r) * outputs + first) * bytes;
        w2i_finish(job->context->isa, &row);
    }
}

static void product_task(void *context, size_t index, int thread) {
    const w2i_job *job = context;
    const w2i_machine *machine = &job->machine;
    const w2i_part part = w2i_part_of(job, index, thread);
    const size_t stretches = (job->units + machine->units - 1) / machine->units;

    if (machine->begin) machine->begin();
    for (size_t stretch = 0; stretch < stretches; stretch++) {
        size_t first_unit = w2i_cut(job->units, stretches, 1, stretch);
        size_t units = w2i_cut(job->units, stretches, 1, stretch + 1) - first_unit;
        for (size_t t = 0; t < part.tiles; t++) {
            size_t row = w2i_cut(part.row_count, part.tiles, job->row_quantum, t);
            size_t rows = w2i_cut(part.row_count, part.tiles, job->row_quantum, t + 1) - row;
            // Sums that are finished at once need not go through memory.
            float *sums = stretches == 1 ? part.sums : part.sums + row * W2I_SUMS_STRIDE;
            w2i_block block = {
                .first_row = part.first_row + row, .row_count = rows, .first_unit = first_unit, .units = units};
            w2i_tile tile = {
                .rows = gather(job, block, part.blocks),
                .panel_stride = job->units * W2I_PANEL_UNIT_WORDS,
                .units = units,
                .sums_stride = W2I_SUMS_STRIDE,
                .row_count = (int)rows,
                .accumulate = stretch > 0,
            };
            for (size_t panel = part.first_panel; panel < part.end_panel; panel += 2) {
                size_t unit = panel * job->units + first_unit;
                tile.panels = (const w2i_word *)job->weight->packed + unit * W2I_PANEL_UNIT_WORDS;
                tile.sums = sums + (panel - part.first_panel) * W2I_PANEL;
                tile.panel_count = part.end_panel - panel >= 2 ? 2 : 1;
                machine->multiply(&tile);
            }
            if (stretch + 1 == stretches)
                finish(job, part.first_row + row, rows, part.first_panel, part.end_panel, sums);
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
    job->bands = (job->row_count + W2I_BAND_ROWS - 1) / W2I_BAND_ROWS;
    job->groups = (job->panels + W2I_GROUP_PANELS - 1) / W2I_GROUP_PANELS;
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
    plan(&job);
    w2i_pool_run(
        context->pool, job.bands * job.groups, job.machine.placed ? w2i_placed_product_task : product_task, &job);
}

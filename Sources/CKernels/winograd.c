#include "winograd.h"

#include "finish.h"
#include "layout.h"
#include "numbers.h"
#include "product_job.h"
#include "variants.h"

// A *patch* is 4 x 4 pixels of the image, or 3 x 3 of a small one, whose sums (`spread`) meet the matrices and become
// 2 x 2 pixels of the result (`join`). To a matrix a patch is a row. A task is a band of patches times a group of panels;
// of k it takes a stretch at a time, so that the band's spread patches and all products' sums stay in the second-level
// cache. Sums of a patch are made in one order, whatever the cut into tasks.
//
// In one dimension, with pixels d, taps g and results y:
//   plain      d0-d2, d1+d2, d2-d1, d1-d3   times   g0, (g0+g1+g2)/2, (g0-g1+g2)/2, g2   are m0 ... m3
//              y0 = m0+m1+m2, y1 = m1-m2-m3
//   upsampled  d0-d1, d1, d1-d2             times   g0, g0+g1+g2, g2                     are m0 ... m2
//              y0 = m0+m1,    y1 = m1-m2

enum {
    MOST_SIDE = 4, ///< of a patch
    MOST_MATRICES = MOST_SIDE * MOST_SIDE,
    JOINED = 2, ///< side of the part of the result that a patch makes
    LANES = 8,
    BAND_PATCHES = 48,
    GROUP_PANELS = 4,
    GROUP_OUTPUTS = GROUP_PANELS * W2I_PANEL,
    STRETCH_CHANNELS = 128,
    // A line more, so that the matrices' don't fall into the same cache sets.
    SPREAD_STRIDE = BAND_PATCHES * STRETCH_CHANNELS + W2I_PANEL,
    SUMS_STRIDE = BAND_PATCHES * GROUP_OUTPUTS + W2I_PANEL,
    MOST_WEIGHTS = 1920 * 640, ///< of a matrix: what Stable Diffusion has at 1/16 of a picture's side
};

_Static_assert(
    4 * MOST_MATRICES * (SPREAD_STRIDE + SUMS_STRIDE) + 4 * JOINED * JOINED * GROUP_OUTPUTS <= W2I_THREAD_BYTES,
    "scratch memory of a thread");

#define UNROLLED _Pragma("clang loop unroll(full)")

typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4), may_alias));
typedef uint16_t half_lanes __attribute__((vector_size(2 * LANES), aligned(2), may_alias));
typedef uint32_t word_lanes __attribute__((vector_size(4 * LANES)));

typedef struct {
    const w2i_context *context;
    const w2i_weight *matrix;
    size_t matrix_words;       ///< from one packed matrix to the next
    const char *x;
    const w2i_images *images;
    const w2i_epilogue *epilogue;
    char *result;
    w2i_machine machine;
    w2i_winograd_form form;
    size_t columns, lines;     ///< of an image, in patches
    size_t step;               ///< pixels of the image from one patch to the next
    size_t patches;            ///< of the batch
    size_t panels, units, bands, groups;
    size_t unit_channels;
} winograd_job;

size_t w2i_winograd_matrix_count(w2i_winograd_form form) { return form == W2I_WINOGRAD_PLAIN ? 16 : 9; }

W2I_INLINE int side_of(const w2i_winograd_form form) { return form == W2I_WINOGRAD_PLAIN ? 4 : 3; }

bool w2i_winograd_pays(w2i_winograd_form form, w2i_isa isa, w2i_type type, size_t outputs, size_t inputs) {
    const bool in_fp32 = type == W2I_FLOAT32 || w2i_machine_for(isa, type).widened;
    const bool is_small = form == W2I_WINOGRAD_UPSAMPLED || outputs * inputs <= MOST_WEIGHTS;
    return in_fp32 && inputs % LANES == 0 && outputs >= W2I_PANEL && is_small;
}

/// Three taps to what they are in the matrices.
W2I_INLINE void transform_taps(const w2i_winograd_form form, const float g[3], float to[MOST_SIDE]) {
    const float sum = g[0] + g[1] + g[2];
    if (form == W2I_WINOGRAD_PLAIN) to[0] = g[0], to[1] = 0.5f * sum, to[2] = 0.5f * (g[0] - g[1] + g[2]), to[3] = g[2];
    else to[0] = g[0], to[1] = sum, to[2] = g[2];
}

typedef struct {
    w2i_winograd_form form;
    const void *source;
    w2i_type source_type;
    size_t outputs, inputs;
    float *matrices;
} matrices_job;

/// The kernels of one output.
W2I_INLINE void transform_kernels(
    const matrices_job *job, size_t output, const w2i_winograd_form form, const w2i_type type) {
    const size_t side = (size_t)side_of(form), size = job->outputs * job->inputs;
    for (size_t i = output * job->inputs; i < (output + 1) * job->inputs; i++) {
        float down[3][MOST_SIDE];
        for (size_t x = 0; x < 3; x++) {
            float taps[3];
            for (size_t y = 0; y < 3; y++) taps[y] = w2i_element(job->source, type, 9 * i + 3 * y + x);
            transform_taps(form, taps, down[x]);
        }
        for (size_t y = 0; y < side; y++) {
            const float taps[3] = {down[0][y], down[1][y], down[2][y]};
            float across[MOST_SIDE];
            transform_taps(form, taps, across);
            for (size_t x = 0; x < side; x++) job->matrices[(y * side + x) * size + i] = across[x];
        }
    }
}

W2I_INLINE void transform_kernels_of(const matrices_job *job, size_t output, const w2i_winograd_form form) {
    switch (job->source_type) {
    case W2I_FLOAT32: transform_kernels(job, output, form, W2I_FLOAT32); break;
    case W2I_FLOAT16: transform_kernels(job, output, form, W2I_FLOAT16); break;
    case W2I_BFLOAT16: transform_kernels(job, output, form, W2I_BFLOAT16); break;
    }
}

static void matrices_task(void *context, size_t output, int thread) {
    (void)thread;
    const matrices_job *job = context;
    if (job->form == W2I_WINOGRAD_PLAIN) transform_kernels_of(job, output, W2I_WINOGRAD_PLAIN);
    else transform_kernels_of(job, output, W2I_WINOGRAD_UPSAMPLED);
}

void w2i_winograd_matrices(
    w2i_winograd_form form, w2i_pool *pool, const void *source, w2i_type source_type, size_t outputs, size_t inputs,
    float *matrices) {
    matrices_job job = {form, source, source_type, outputs, inputs, matrices};
    w2i_pool_run(pool, outputs, matrices_task, &job);
}

/// Where a patch lies, counted in patches.
typedef struct {
    size_t image, line, column;
} place;

W2I_INLINE place place_of(const winograd_job *job, size_t index) {
    size_t line = index / job->columns;
    return (place){line / job->lines, line % job->lines, index % job->columns};
}

/// Channels of a pixel in bf16 or fp32.
W2I_INLINE void load_lanes(const char *from, const bool bf16, lanes *to) {
    if (bf16) *to = (lanes)(__builtin_convertvector(*(const half_lanes *)from, word_lanes) << 16);
    else *to = *(const lanes *)from;
}

W2I_INLINE void spread_line(const w2i_winograd_form form, const lanes d[MOST_SIDE], lanes to[MOST_SIDE]) {
    if (form == W2I_WINOGRAD_PLAIN) to[0] = d[0] - d[2], to[1] = d[1] + d[2], to[2] = d[2] - d[1], to[3] = d[1] - d[3];
    else to[0] = d[0] - d[1], to[1] = d[1], to[2] = d[1] - d[2];
}

W2I_INLINE void join_line(const w2i_winograd_form form, const lanes m[MOST_SIDE], lanes to[JOINED]) {
    if (form == W2I_WINOGRAD_PLAIN) to[0] = m[0] + m[1] + m[2], to[1] = m[1] - m[2] - m[3];
    else to[0] = m[0] + m[1], to[1] = m[1] - m[2];
}

/// The sums of a patch's channels from `first` on, as a row of each matrix's block: units are `unit_stride` numbers apart.
/// Channels past the last are zeros.
W2I_INLINE void spread(
    const winograd_job *job, size_t index, size_t first, size_t units, size_t unit_stride, float *to,
    const w2i_winograd_form form, const bool bf16) {
    static const char zeros[4 * LANES];
    const int side = side_of(form);
    const w2i_images *images = job->images;
    const size_t inputs = job->matrix->inputs, bytes = bf16 ? 2 : 4, pixel_bytes = inputs * bytes;
    const place at = place_of(job, index);
    const char *image = job->x + at.image * images->height * images->width * pixel_bytes;
    const char *pixels[MOST_SIDE][MOST_SIDE];
    size_t channel_bytes[MOST_SIDE][MOST_SIDE]; // 0 outside the image
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            // Above and to the left of the image these wrap around to large numbers.
            size_t line = at.line * job->step + (size_t)y - images->top;
            size_t column = at.column * job->step + (size_t)x - images->left;
            bool inside = line < images->height && column < images->width;
            pixels[y][x] = inside ? image + (line * images->width + column) * pixel_bytes : zeros;
            channel_bytes[y][x] = inside ? bytes : 0;
        }
    }
    for (size_t unit = 0; unit < units; unit++, to += unit_stride) {
        for (size_t lane = 0; lane < job->unit_channels; lane += LANES) {
            const size_t channel = first + unit * job->unit_channels + lane;
            if (channel >= inputs) {
                for (int m = 0; m < side * side; m++) *(lanes *)(to + m * SPREAD_STRIDE + lane) = (lanes){0};
                continue;
            }
            lanes down[MOST_SIDE][MOST_SIDE]; // [column][line]
            UNROLLED for (int x = 0; x < side; x++) {
                lanes d[MOST_SIDE];
                UNROLLED for (int y = 0; y < side; y++)
                    load_lanes(pixels[y][x] + channel * channel_bytes[y][x], bf16, &d[y]);
                spread_line(form, d, down[x]);
            }
            UNROLLED for (int y = 0; y < side; y++) {
                lanes d[MOST_SIDE], sums[MOST_SIDE];
                UNROLLED for (int x = 0; x < side; x++) d[x] = down[x][y];
                spread_line(form, d, sums);
                UNROLLED for (int x = 0; x < side; x++) *(lanes *)(to + (y * side + x) * SPREAD_STRIDE + lane) = sums[x];
            }
        }
    }
}

/// `count` outputs of a patch's 2 x 2 pixels, [pixel][GROUP_OUTPUTS], from its row of each matrix's sums.
W2I_INLINE void join(const float *sums, size_t count, float *to, const w2i_winograd_form form) {
    const int side = side_of(form);
    for (size_t o = 0; o < count; o += LANES) {
        lanes down[MOST_SIDE][JOINED]; // [column][line]
        UNROLLED for (int x = 0; x < side; x++) {
            lanes m[MOST_SIDE];
            UNROLLED for (int y = 0; y < side; y++) m[y] = *(const lanes *)(sums + (y * side + x) * SUMS_STRIDE + o);
            join_line(form, m, down[x]);
        }
        UNROLLED for (int y = 0; y < JOINED; y++) {
            lanes m[MOST_SIDE], joined[JOINED];
            UNROLLED for (int x = 0; x < side; x++) m[x] = down[x][y];
            join_line(form, m, joined);
            UNROLLED for (int x = 0; x < JOINED; x++) *(lanes *)(to + (y * JOINED + x) * GROUP_OUTPUTS + o) = joined[x];
        }
    }
}

/// A task's part of the result and its thread's scratch memory.
typedef struct {
    size_t first_patch, patch_count, blocks;
    size_t first_panel, end_panel;
    float *spread; ///< [matrix][block][unit][patch][channels]
    float *sums;   ///< [matrix][patch][GROUP_OUTPUTS]
    float *joined; ///< [pixel][GROUP_OUTPUTS] of one patch
} winograd_part;

/// Spreads the band's patches for a stretch of k, and multiplies them.
W2I_INLINE void multiply(
    const winograd_job *job, const winograd_part *part, size_t first_unit, size_t units, const w2i_winograd_form form,
    const bool bf16) {
    const size_t depth = job->unit_channels, tile_rows = job->machine.rows;
    for (size_t p = 0; p < part->patch_count; p++) {
        size_t block = p / tile_rows, left = part->patch_count - block * tile_rows;
        size_t rows = left < tile_rows ? left : tile_rows;
        float *to = part->spread + (block * tile_rows * units + p % tile_rows) * depth;
        spread(job, part->first_patch + p, first_unit * depth, units, rows * depth, to, form, bf16);
    }
    for (size_t m = 0; m < w2i_winograd_matrix_count(form); m++) {
        for (size_t block = 0; block < part->blocks; block++) {
            size_t first = block * tile_rows, left = part->patch_count - first;
            w2i_tile tile = {
                .rows = part->spread + m * SPREAD_STRIDE + first * units * depth,
                .panel_stride = job->units * W2I_PANEL_UNIT_WORDS,
                .units = units,
                .sums_stride = GROUP_OUTPUTS,
                .row_count = (int)(left < tile_rows ? left : tile_rows),
                .accumulate = first_unit > 0,
            };
            for (size_t panel = part->first_panel; panel < part->end_panel; panel += 2) {
                size_t word = m * job->matrix_words + (panel * job->units + first_unit) * W2I_PANEL_UNIT_WORDS;
                tile.panels = (const w2i_word *)job->matrix->packed + word;
                tile.sums =
                    part->sums + m * SUMS_STRIDE + first * GROUP_OUTPUTS + (panel - part->first_panel) * W2I_PANEL;
                tile.panel_count = part->end_panel - panel >= 2 ? 2 : 1;
                job->machine.multiply(&tile);
            }
        }
    }
}

/// Stores the 2 x 2 pixels of the band's patches, but for those outside the result.
W2I_INLINE void finish(const winograd_job *job, const winograd_part *part, const w2i_winograd_form form) {
    const w2i_weight *weight = job->matrix;
    const w2i_epilogue *epilogue = job->epilogue;
    const w2i_images *images = job->images;
    const size_t bytes = w2i_type_bytes(weight->type), first = part->first_panel * W2I_PANEL;
    const size_t end = part->end_panel * W2I_PANEL < weight->outputs ? part->end_panel * W2I_PANEL : weight->outputs;
    w2i_finishing row = {
        .bias = weight->bias + first,
        .count = end - first,
        .type = weight->type,
        .activation = epilogue->activation,
    };
    for (size_t p = 0; p < part->patch_count; p++) {
        join(part->sums + p * GROUP_OUTPUTS, (part->end_panel - part->first_panel) * W2I_PANEL, part->joined, form);
        const place at = place_of(job, part->first_patch + p);
        for (size_t pixel = 0; pixel < JOINED * JOINED; pixel++) {
            size_t line = JOINED * at.line + pixel / JOINED, column = JOINED * at.column + pixel % JOINED;
            if (line >= images->result_height || column >= images->result_width) continue;
            size_t r = (at.image * images->result_height + line) * images->result_width + column;
            row.sums = part->joined + pixel * GROUP_OUTPUTS;
            row.result = job->result + (w2i_place_of(epilogue, r) * weight->outputs + first) * bytes;
            if (epilogue->plus)
                row.plus = (const char *)epilogue->plus + (w2i_plus_row(epilogue, r) * weight->outputs + first) * bytes;
            w2i_finish(job->context->isa, &row);
        }
    }
}

W2I_INLINE void run_part(const winograd_job *job, const winograd_part *part, const w2i_winograd_form form) {
    const size_t stretches = w2i_task_count(job->units * job->unit_channels, STRETCH_CHANNELS);
    for (size_t stretch = 0; stretch < stretches; stretch++) {
        size_t first_unit = w2i_cut(job->units, stretches, 1, stretch);
        size_t units = w2i_cut(job->units, stretches, 1, stretch + 1) - first_unit;
        if (job->matrix->type == W2I_BFLOAT16) multiply(job, part, first_unit, units, form, true);
        else multiply(job, part, first_unit, units, form, false);
    }
    finish(job, part, form);
}

W2I_INLINE void winograd_task(void *context, size_t index, int thread) {
    const winograd_job *job = context;
    const size_t tile_rows = (size_t)job->machine.rows;
    const size_t band = index % job->bands, group = index / job->bands; // neighbours share a group's panels
    const size_t first = w2i_cut(job->patches, job->bands, tile_rows, band);
    const size_t count = w2i_cut(job->patches, job->bands, tile_rows, band + 1) - first;
    float *scratch = (float *)((char *)job->context->scratch + (size_t)thread * W2I_THREAD_BYTES);
    const winograd_part part = {
        .first_patch = first,
        .patch_count = count,
        .blocks = w2i_task_count(count, tile_rows),
        .first_panel = w2i_cut(job->panels, job->groups, 2, group),
        .end_panel = w2i_cut(job->panels, job->groups, 2, group + 1),
        .spread = scratch,
        .sums = scratch + MOST_MATRICES * SPREAD_STRIDE,
        .joined = scratch + MOST_MATRICES * (SPREAD_STRIDE + SUMS_STRIDE),
    };
    if (job->form == W2I_WINOGRAD_PLAIN) run_part(job, &part, W2I_WINOGRAD_PLAIN);
    else run_part(job, &part, W2I_WINOGRAD_UPSAMPLED);
}
W2I_TASK(winograd_task)

static void run(
    w2i_winograd_form form, const w2i_context *context, const w2i_weight *matrix, const void *x,
    const w2i_images *images, const w2i_epilogue *epilogue, void *result) {
    winograd_job job = {
        .context = context,
        .matrix = matrix,
        .matrix_words = w2i_packed_bytes(matrix) / sizeof(w2i_word),
        .x = x,
        .images = images,
        .epilogue = epilogue,
        .result = result,
        .machine = w2i_machine_for(context->isa, matrix->type),
        .form = form,
        .columns = w2i_task_count(images->result_width, JOINED),
        .lines = w2i_task_count(images->result_height, JOINED),
        .step = form == W2I_WINOGRAD_PLAIN ? JOINED : 1,
        .panels = w2i_panels(matrix),
        .units = w2i_units(matrix),
        .unit_channels = w2i_unit_depth(matrix->type),
    };
    job.patches = images->batch * job.lines * job.columns;
    job.groups = w2i_task_count(job.panels, GROUP_PANELS);
    // Bands of whole tiles; smaller ones while threads would be idle.
    const size_t tile_rows = (size_t)job.machine.rows, tiles = w2i_task_count(job.patches, tile_rows);
    const size_t threads = (size_t)w2i_pool_threads(context->pool), enough = threads == 1 ? 1 : 4 * threads;
    job.bands = w2i_task_count(tiles, BAND_PATCHES / tile_rows);
    while (job.bands * job.groups < enough && tiles / (job.bands + 1) >= 2) job.bands++;
    w2i_pool_run(context->pool, job.bands * job.groups, winograd_task_for(context->isa), &job);
}

void w2i_winograd_convolution(
    const w2i_context *context, const w2i_weight *matrix, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result) {
    run(W2I_WINOGRAD_PLAIN, context, matrix, x, images, epilogue, result);
}

void w2i_winograd_upsampled_convolution(
    const w2i_context *context, const w2i_weight *matrix, const void *x, size_t batch, size_t height, size_t width,
    void *result) {
    const w2i_epilogue epilogue = {.activation = W2I_ACTIVATION_NONE};
    const w2i_images images = {
        .batch = batch,
        .height = height,
        .width = width,
        .stride = 1,
        .top = 1,
        .left = 1,
        .result_height = 2 * height,
        .result_width = 2 * width,
    };
    run(W2I_WINOGRAD_UPSAMPLED, context, matrix, x, &images, &epilogue, result);
}

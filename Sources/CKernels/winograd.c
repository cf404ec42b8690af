#include "winograd.h"

#include "finish.h"
#include "layout.h"
#include "product_job.h"
#include "variants.h"
#include "winograd_forms.h"

// A *patch* is 4 x 4 pixels of the image, or 3 x 3 of a small one. Patches and kernels are spread: into a row of 16 or
// 9 matrices, and into as many panels; the products of rows and panels are joined to 2 x 2 pixels of the result. All
// of that is in fp32, and packed weights are those of any convolution. A task is a band of patches times a group of
// panels; it takes the channels a stretch at a time. Sums of a patch are made in one order, whatever the cut into
// tasks.

enum {
    LANES = W2I_WINOGRAD_LANES,
    MATRICES = W2I_WINOGRAD_MATRICES,
    JOINED = W2I_WINOGRAD_JOINED,
    LEAST_PATCHES = 16, ///< of an image
    BAND_PATCHES = 72,
    GROUP_PANELS = 4,
    GROUP_OUTPUTS = GROUP_PANELS * W2I_PANEL,
    STRETCH_CHANNELS = 128,
    // A line more, so that the matrices' don't fall into the same cache sets.
    ROWS_STRIDE = BAND_PATCHES * STRETCH_CHANNELS + W2I_PANEL,
    PANELS_STRIDE = GROUP_OUTPUTS * STRETCH_CHANNELS + W2I_PANEL,
    SUMS_STRIDE = BAND_PATCHES * GROUP_OUTPUTS + W2I_PANEL,
};

_Static_assert(
    4 * MATRICES * (ROWS_STRIDE + PANELS_STRIDE + SUMS_STRIDE) + 4 * JOINED * JOINED * GROUP_OUTPUTS
        <= W2I_THREAD_BYTES,
    "scratch memory of a thread");

typedef struct {
    w2i_winograd_form form;
    const w2i_context *context;
    const w2i_weight *weights; ///< 1 or 4
    const char *x;
    const w2i_images *images;
    const w2i_epilogue *epilogue;
    char *result;
    w2i_machine machine;       ///< for fp32
    size_t columns, lines;     ///< of an image, in patches
    size_t step;               ///< pixels of the image from one patch to the next
    size_t patches;            ///< of the batch
    size_t panels, bands, groups;
} winograd_job;

/// A task's part of the result and its thread's scratch memory.
typedef struct {
    size_t first_patch, patch_count;
    size_t first_panel, end_panel;
    float *rows;   ///< [matrix][block of the machine's rows][unit][patch][16 channels]
    float *panels; ///< [matrix][panel][channel][16 outputs]
    float *sums;   ///< [matrix][patch][GROUP_OUTPUTS]
    float *joined; ///< [pixel][GROUP_OUTPUTS] of one patch
} winograd_part;

/// Where a patch lies, counted in patches.
typedef struct {
    size_t image, line, column;
} place;

W2I_INLINE place place_of(const winograd_job *job, size_t index) {
    size_t line = index / job->columns;
    return (place){line / job->lines, line % job->lines, index % job->columns};
}

W2I_INLINE w2i_patch patch_of(const winograd_job *job, size_t index, const w2i_winograd_form form, const bool bf16) {
    static const _Alignas(64) char zeros[4 * LANES];
    const w2i_images *images = job->images;
    const size_t bytes = bf16 ? 2 : 4, pixel_bytes = job->weights->inputs * bytes;
    const place at = place_of(job, index);
    const char *image = job->x + at.image * images->height * images->width * pixel_bytes;
    w2i_patch patch;
    for (int y = 0; y < w2i_winograd_side(form); y++) {
        for (int x = 0; x < w2i_winograd_side(form); x++) {
            // Above and to the left of the image these wrap around to large numbers.
            size_t line = at.line * job->step + (size_t)y - images->top;
            size_t column = at.column * job->step + (size_t)x - images->left;
            bool inside = line < images->height && column < images->width;
            patch.first[y][x] = inside ? image + (line * images->width + column) * pixel_bytes : zeros;
            patch.channel_bytes[y][x] = inside ? bytes : 0;
        }
    }
    return patch;
}

/// Has the columns of a patch fetched that its neighbour to the left does not have. No prefetcher finds a few cache
/// lines of each of many pixels.
W2I_INLINE void fetch(
    const winograd_job *job, const w2i_patch *patch, size_t first, size_t channels, const w2i_winograd_form form) {
    const int side = w2i_winograd_side(form);
    for (int y = 0; y < side; y++) {
        for (int x = side - (int)job->step; x < side; x++) {
            const size_t bytes = patch->channel_bytes[y][x];
            const char *from = patch->first[y][x] + first * bytes;
            for (size_t i = 0; i < channels * bytes; i += W2I_UNIT_BYTES) __builtin_prefetch(from + i);
        }
    }
}

/// Spreads the band's patches for a stretch of channels. Up to a whole unit there are zeros.
W2I_INLINE void spread_patches(
    const winograd_job *job, const winograd_part *part, size_t first, size_t channels, const w2i_winograd_form form,
    const bool bf16) {
    const size_t units = w2i_task_count(channels, W2I_UNIT_WORDS), whole = units * W2I_UNIT_WORDS;
    const size_t tile_rows = (size_t)job->machine.rows;
    w2i_patch next = patch_of(job, part->first_patch, form, bf16);
    for (size_t p = 0; p < part->patch_count; p++) {
        const w2i_patch patch = next;
        if (p + 1 < part->patch_count) {
            next = patch_of(job, part->first_patch + p + 1, form, bf16);
            fetch(job, &next, first, channels, form);
        }
        const size_t block = p / tile_rows, left = part->patch_count - block * tile_rows;
        const size_t unit_stride = (left < tile_rows ? left : tile_rows) * W2I_UNIT_WORDS;
        float *row = part->rows + block * tile_rows * whole + p % tile_rows * W2I_UNIT_WORDS;
        for (size_t c = 0; c < channels; c += LANES) {
            float *to = row + c / W2I_UNIT_WORDS * unit_stride + c % W2I_UNIT_WORDS;
            w2i_spread_patch(form, &patch, first + c, bf16, to, ROWS_STRIDE);
        }
        if (channels == whole) continue;
        float *rest = row + (units - 1) * unit_stride + channels % W2I_UNIT_WORDS;
        for (size_t m = 0; m < MATRICES; m++) memset(rest + m * ROWS_STRIDE, 0, 4 * (whole - channels));
    }
}

/// Spreads the group's kernels.
W2I_INLINE void spread_kernels(
    const winograd_job *job, const winograd_part *part, size_t first, size_t channels, const w2i_winograd_form form,
    const bool bf16) {
    static const struct {
        size_t weight, tap;
    } places[][W2I_WINOGRAD_TAPS] = {
        [W2I_WINOGRAD_PLAIN] = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7}, {0, 8}},
        [W2I_WINOGRAD_UPSAMPLED] = {{0, 0}, {0, 1}, {1, 1}, {0, 2}, {0, 3}, {1, 3}, {2, 2}, {2, 3}, {3, 3}},
    };
    const size_t in_word = bf16 ? 2 : 1, whole = w2i_task_count(channels, W2I_UNIT_WORDS) * W2I_UNIT_WORDS;
    const size_t panel_words = w2i_units(job->weights) * W2I_PANEL_UNIT_WORDS;
    for (size_t panel = part->first_panel; panel < part->end_panel; panel++) {
        const w2i_word *taps[W2I_WINOGRAD_TAPS];
        for (int i = 0; i < W2I_WINOGRAD_TAPS; i++) {
            const w2i_word *packed = job->weights[places[form][i].weight].packed;
            const size_t word = (places[form][i].tap * job->weights->inputs + first) / in_word;
            taps[i] = packed + panel * panel_words + word * W2I_PANEL;
        }
        float *to = part->panels + (panel - part->first_panel) * whole * W2I_PANEL;
        for (size_t c = 0; c < channels; c += in_word) {
            for (size_t lane = 0; lane < W2I_PANEL; lane += LANES) {
                const size_t word = c / in_word * W2I_PANEL + lane;
                float *numbers = to + c * W2I_PANEL + lane;
                w2i_spread_kernel(form, taps, word, bf16, false, numbers, PANELS_STRIDE);
                if (bf16) w2i_spread_kernel(form, taps, word, bf16, true, numbers + W2I_PANEL, PANELS_STRIDE);
            }
        }
        if (channels == whole) continue;
        float *rest = to + channels * W2I_PANEL;
        for (size_t m = 0; m < MATRICES; m++) memset(rest + m * PANELS_STRIDE, 0, 4 * (whole - channels) * W2I_PANEL);
    }
}

/// Multiplies what was spread, and adds it to the sums, or writes them anew.
W2I_INLINE void multiply(
    const winograd_job *job, const winograd_part *part, size_t units, bool accumulate, const w2i_winograd_form form) {
    const size_t tile_rows = (size_t)job->machine.rows;
    const int side = w2i_winograd_side(form);
    for (int m = 0; m < side * side; m++) {
        for (size_t first = 0; first < part->patch_count; first += tile_rows) {
            const size_t left = part->patch_count - first;
            w2i_tile tile = {
                .rows = part->rows + m * ROWS_STRIDE + first * units * W2I_UNIT_WORDS,
                .panel_stride = units * W2I_PANEL_UNIT_WORDS,
                .units = units,
                .sums_stride = GROUP_OUTPUTS,
                .row_count = (int)(left < tile_rows ? left : tile_rows),
                .accumulate = accumulate,
            };
            for (size_t panel = 0; panel < part->end_panel - part->first_panel; panel += 2) {
                tile.panels = (const w2i_word *)(part->panels + m * PANELS_STRIDE) + panel * tile.panel_stride;
                tile.sums = part->sums + m * SUMS_STRIDE + first * GROUP_OUTPUTS + panel * W2I_PANEL;
                tile.panel_count = part->end_panel - part->first_panel - panel >= 2 ? 2 : 1;
                job->machine.multiply(&tile);
            }
        }
    }
}

/// Stores the 2 x 2 pixels of the band's patches, but for those outside the result.
W2I_INLINE void finish(const winograd_job *job, const winograd_part *part, const w2i_winograd_form form) {
    const w2i_weight *weight = job->weights;
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
        for (size_t o = 0; o < (part->end_panel - part->first_panel) * W2I_PANEL; o += LANES) {
            const float *sums = part->sums + p * GROUP_OUTPUTS + o;
            w2i_join_patch(form, sums, SUMS_STRIDE, part->joined + o, GROUP_OUTPUTS);
        }
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
    const size_t inputs = job->weights->inputs, stretches = w2i_task_count(inputs, STRETCH_CHANNELS);
    for (size_t stretch = 0; stretch < stretches; stretch++) {
        const size_t first = w2i_cut(inputs, stretches, W2I_UNIT_WORDS, stretch);
        const size_t channels = w2i_cut(inputs, stretches, W2I_UNIT_WORDS, stretch + 1) - first;
        // As constants, so that each type gets loops of its own.
        if (job->weights->type == W2I_BFLOAT16) {
            spread_kernels(job, part, first, channels, form, true);
            spread_patches(job, part, first, channels, form, true);
        } else {
            spread_kernels(job, part, first, channels, form, false);
            spread_patches(job, part, first, channels, form, false);
        }
        multiply(job, part, w2i_task_count(channels, W2I_UNIT_WORDS), stretch > 0, form);
    }
    finish(job, part, form);
}

W2I_INLINE void winograd_task(void *context, size_t index, int thread) {
    const winograd_job *job = context;
    const size_t tile_rows = (size_t)job->machine.rows;
    const size_t band = index % job->bands, group = index / job->bands; // neighbours share a group's panels
    const size_t first = w2i_cut(job->patches, job->bands, tile_rows, band);
    float *scratch = (float *)((char *)job->context->scratch + (size_t)thread * W2I_THREAD_BYTES);
    const winograd_part part = {
        .first_patch = first,
        .patch_count = w2i_cut(job->patches, job->bands, tile_rows, band + 1) - first,
        .first_panel = w2i_cut(job->panels, job->groups, 2, group),
        .end_panel = w2i_cut(job->panels, job->groups, 2, group + 1),
        .rows = scratch,
        .panels = scratch + MATRICES * ROWS_STRIDE,
        .sums = scratch + MATRICES * (ROWS_STRIDE + PANELS_STRIDE),
        .joined = scratch + MATRICES * (ROWS_STRIDE + PANELS_STRIDE + SUMS_STRIDE),
    };
    if (job->form == W2I_WINOGRAD_PLAIN) run_part(job, &part, W2I_WINOGRAD_PLAIN);
    else run_part(job, &part, W2I_WINOGRAD_UPSAMPLED);
}
W2I_TASK(winograd_task)

static void run(winograd_job job) {
    job.machine = w2i_machine_for(job.context->isa, W2I_FLOAT32);
    job.columns = w2i_task_count(job.images->result_width, JOINED);
    job.lines = w2i_task_count(job.images->result_height, JOINED);
    job.step = job.form == W2I_WINOGRAD_PLAIN ? JOINED : 1;
    job.patches = job.images->batch * job.lines * job.columns;
    job.panels = w2i_panels(job.weights);
    job.groups = w2i_task_count(job.panels, GROUP_PANELS);
    // Bands of whole tiles; smaller ones while threads would be idle.
    const size_t tile_rows = (size_t)job.machine.rows, tiles = w2i_task_count(job.patches, tile_rows);
    const size_t threads = (size_t)w2i_pool_threads(job.context->pool), enough = threads == 1 ? 1 : 4 * threads;
    job.bands = w2i_task_count(tiles, BAND_PATCHES / tile_rows);
    while (job.bands * job.groups < enough && tiles / (job.bands + 1) >= 2) job.bands++;
    w2i_pool_run(job.context->pool, job.bands * job.groups, winograd_task_for(job.context->isa), &job);
}

static bool pays(const w2i_context *context, const w2i_weight *weight, const w2i_images *images) {
    const bool in_fp32 = weight->type == W2I_FLOAT32 || w2i_machine_for(context->isa, weight->type).widened;
    const size_t patches =
        w2i_task_count(images->result_height, JOINED) * w2i_task_count(images->result_width, JOINED);
    return in_fp32 && weight->inputs % LANES == 0 && weight->outputs >= W2I_PANEL && patches >= LEAST_PATCHES;
}

bool w2i_winograd_pays(const w2i_context *context, const w2i_weight *weight, const w2i_images *images) {
    const bool is_plain = weight->kernel_height == 3 && weight->kernel_width == 3 && images->stride == 1;
    return is_plain && pays(context, weight, images);
}

bool w2i_winograd_upsampled_pays(const w2i_context *context, const w2i_weight *kind, const w2i_images *images) {
    return pays(context, kind, images);
}

void w2i_winograd_convolution(
    const w2i_context *context, const w2i_weight *weight, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result) {
    run((winograd_job){
        .form = W2I_WINOGRAD_PLAIN,
        .context = context,
        .weights = weight,
        .x = x,
        .images = images,
        .epilogue = epilogue,
        .result = result,
    });
}

void w2i_winograd_upsampled_convolution(
    const w2i_context *context, const w2i_weight kinds[4], const void *x, const w2i_images *images, void *result) {
    const w2i_epilogue epilogue = {.activation = W2I_ACTIVATION_NONE};
    run((winograd_job){
        .form = W2I_WINOGRAD_UPSAMPLED,
        .context = context,
        .weights = kinds,
        .x = x,
        .images = images,
        .epilogue = &epilogue,
        .result = result,
    });
}

#include "norm.h"

#include "variants.h"

#include <math.h>

// Two passes over an image, each cut at positions into chunks that depend on the shape alone: statistics of each chunk
// and group, then, with the chunks' statistics combined into a factor and a term for each channel, the result.

enum { CHUNK_NUMBERS = 32 << 10, MOST_MOMENTS = 8192, ROWS = 4, BLOCK = 256 };

/// Of some numbers: how many, their mean, and the sum of the squares of their distances from it.
typedef struct {
    double count, mean, squares;
} moments;

typedef struct {
    w2i_type type;
    const w2i_group_normalization *norm;
    const char *x; ///< one image
    char *result;
    size_t chunk; ///< positions
    size_t chunks;
    moments *moments;      ///< [chunks][groups]
    float *factor, *term;  ///< [channels]
} group_job;

/// Chan's formula: exact whatever the means are.
W2I_INLINE moments combined(moments a, moments b) {
    if (a.count == 0) return b;
    double count = a.count + b.count, distance = b.mean - a.mean;
    return (moments){
        .count = count,
        .mean = a.mean + distance * b.count / count,
        .squares = a.squares + b.squares + distance * distance * a.count * b.count / count,
    };
}

/// For each of up to BLOCK channels the sums over the chunk's positions of the distance from a pivot, and of its
/// square. The pivot is a number of the channel's group: near the mean, without which the variance of numbers far from
/// zero would drown in rounding errors.
W2I_INLINE void sum_block(
    const char *x, size_t row_bytes, size_t positions, size_t channels, const float *restrict pivot,
    float *restrict sums, float *restrict squares, const bool bf16) {
#pragma clang fp reassociate(on) contract(fast)
    for (size_t c = 0; c < channels; c++) sums[c] = squares[c] = 0;
    size_t row = 0;
    for (; row + ROWS <= positions; row += ROWS) {
        const char *x0 = x + row * row_bytes, *x1 = x0 + row_bytes, *x2 = x1 + row_bytes, *x3 = x2 + row_bytes;
        for (size_t c = 0; c < channels; c++) {
            float d0 = w2i_load(x0, c, bf16) - pivot[c], d1 = w2i_load(x1, c, bf16) - pivot[c];
            float d2 = w2i_load(x2, c, bf16) - pivot[c], d3 = w2i_load(x3, c, bf16) - pivot[c];
            sums[c] += (d0 + d1) + (d2 + d3);
            squares[c] += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
        }
    }
    for (; row < positions; row++) {
        const char *x0 = x + row * row_bytes;
        for (size_t c = 0; c < channels; c++) {
            float d = w2i_load(x0, c, bf16) - pivot[c];
            sums[c] += d;
            squares[c] += d * d;
        }
    }
}

W2I_INLINE void measure(const group_job *job, size_t index, const bool bf16) {
    const w2i_group_normalization *norm = job->norm;
    const size_t channels = norm->channels, group_channels = channels / norm->groups, bytes = bf16 ? 2 : 4;
    w2i_range positions = w2i_task_range(index, job->chunk, norm->positions);
    const char *x = job->x + positions.start * channels * bytes;
    const size_t count = positions.end - positions.start;
    moments *groups = job->moments + index * norm->groups;

    float pivot[BLOCK], sums[BLOCK], squares[BLOCK];
    double group_sum = 0, group_squares = 0;
    for (size_t first = 0; first < channels; first += BLOCK) {
        size_t block = channels - first < BLOCK ? channels - first : BLOCK;
        for (size_t c = 0; c < block; c++) pivot[c] = w2i_load(x, (first + c) / group_channels * group_channels, bf16);
        sum_block(x + first * bytes, channels * bytes, count, block, pivot, sums, squares, bf16);
        for (size_t c = 0; c < block; c++) {
            group_sum += sums[c];
            group_squares += squares[c];
            if ((first + c + 1) % group_channels != 0) continue;
            double numbers = (double)(count * group_channels), mean = group_sum / numbers;
            double distances = group_squares - group_sum * mean;
            groups[(first + c) / group_channels] = (moments){numbers, pivot[c] + mean, distances > 0 ? distances : 0};
            group_sum = group_squares = 0;
        }
    }
}

W2I_INLINE void measure_task(void *context, size_t index, int thread) {
    (void)thread;
    const group_job *job = context;
    if (job->type == W2I_BFLOAT16) measure(job, index, true);
    else measure(job, index, false);
}
W2I_TASK(measure_task)

/// The statistics of the whole image, as what the second pass multiplies with and adds.
static void finish_statistics(const group_job *job) {
    const w2i_group_normalization *norm = job->norm;
    const size_t group_channels = norm->channels / norm->groups;
    for (size_t g = 0; g < norm->groups; g++) {
        moments all = {0};
        for (size_t chunk = 0; chunk < job->chunks; chunk++)
            all = combined(all, job->moments[chunk * norm->groups + g]);
        double factor = 1 / sqrt(all.squares / all.count + (double)norm->epsilon);
        for (size_t c = g * group_channels; c < (g + 1) * group_channels; c++) {
            job->factor[c] = (float)(factor * norm->scale[c]);
            job->term[c] = (float)(norm->shift[c] - all.mean * factor * norm->scale[c]);
        }
    }
}

#define NORMALIZE(ACTIVATION)                                                                                          \
    for (size_t row = positions.start; row < positions.end; row++) {                                                   \
        const void *from = job->x + row * row_bytes;                                                                   \
        void *to = job->result + row * row_bytes;                                                                      \
        for (size_t c = 0; c < channels; c++)                                                                          \
            w2i_store(to, c, ACTIVATION(w2i_load(from, c, bf16) * factor[c] + term[c]), bf16);                         \
    }

W2I_INLINE void normalize(const group_job *job, size_t index, const bool bf16) {
#pragma clang fp contract(fast)
    const w2i_group_normalization *norm = job->norm;
    const size_t channels = norm->channels, row_bytes = channels * (bf16 ? 2 : 4);
    const float *restrict factor = job->factor, *restrict term = job->term;
    w2i_range positions = w2i_task_range(index, job->chunk, norm->positions);
    switch (norm->activation) {
    case W2I_ACTIVATION_NONE: NORMALIZE(); break;
    case W2I_ACTIVATION_SILU: NORMALIZE(w2i_silu); break;
    case W2I_ACTIVATION_GELU: NORMALIZE(w2i_gelu); break;
    case W2I_ACTIVATION_QUICK_GELU: NORMALIZE(w2i_quick_gelu); break;
    }
}

W2I_INLINE void normalize_task(void *context, size_t index, int thread) {
    (void)thread;
    const group_job *job = context;
    if (job->type == W2I_BFLOAT16) normalize(job, index, true);
    else normalize(job, index, false);
}
W2I_TASK(normalize_task)

void w2i_group_norm(
    const w2i_context *context, w2i_type type, const void *x, const w2i_group_normalization *norm, void *result) {
    size_t image_bytes = norm->positions * norm->channels * w2i_element_bytes(type);
    // The moments of one image have to fit the scratch memory.
    size_t chunk = CHUNK_NUMBERS / norm->channels + 1;
    size_t least = w2i_task_count(norm->positions, MOST_MOMENTS / norm->groups);
    group_job job = {.type = type, .norm = norm, .chunk = chunk > least ? chunk : least};
    job.chunks = w2i_task_count(norm->positions, job.chunk);
    job.moments = context->scratch;
    job.factor = (float *)(job.moments + job.chunks * norm->groups);
    job.term = job.factor + norm->channels;
    for (size_t image = 0; image < norm->batch; image++) {
        job.x = (const char *)x + image * image_bytes;
        job.result = (char *)result + image * image_bytes;
        w2i_pool_run(context->pool, job.chunks, measure_task_for(context->isa), &job);
        finish_statistics(&job);
        w2i_pool_run(context->pool, job.chunks, normalize_task_for(context->isa), &job);
    }
}

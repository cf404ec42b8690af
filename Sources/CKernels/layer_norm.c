#include "norm.h"

#include "variants.h"

#include <math.h>

typedef struct {
    w2i_type type;
    const w2i_layer_normalization *norm;
    const char *x;
    char *result;
    size_t task_rows;
} layer_job;

/// A row is read three times, from the first-level cache but for the first: deviations from the known mean lose no
/// digits.
W2I_INLINE void normalize_row(const layer_job *job, size_t row, const bool bf16) {
#pragma clang fp reassociate(on) contract(fast)
    const w2i_layer_normalization *norm = job->norm;
    const size_t channels = norm->channels, offset = row * channels * (bf16 ? 2 : 4);
    const void *x = job->x + offset;
    void *result = job->result + offset;
    float sum = 0, squares = 0;
    for (size_t c = 0; c < channels; c++) sum += w2i_load(x, c, bf16);
    const float mean = sum / (float)channels;
    for (size_t c = 0; c < channels; c++) {
        float deviation = w2i_load(x, c, bf16) - mean;
        squares += deviation * deviation;
    }
    const float factor = 1.0f / sqrtf(squares / (float)channels + norm->epsilon);
    const float *scale = norm->scale, *shift = norm->shift;
    for (size_t c = 0; c < channels; c++)
        w2i_store(result, c, (w2i_load(x, c, bf16) - mean) * factor * scale[c] + shift[c], bf16);
}

W2I_INLINE void layer_task(void *context, size_t index, int thread) {
    (void)thread;
    const layer_job *job = context;
    w2i_range rows = w2i_task_range(index, job->task_rows, job->norm->rows);
    if (job->type == W2I_BFLOAT16)
        for (size_t row = rows.start; row < rows.end; row++) normalize_row(job, row, true);
    else
        for (size_t row = rows.start; row < rows.end; row++) normalize_row(job, row, false);
}
W2I_TASK(layer_task)

void w2i_layer_norm(
    const w2i_context *context, w2i_type type, const void *x, const w2i_layer_normalization *norm, void *result) {
    enum { TASK_NUMBERS = 16 << 10 };
    layer_job job = {.type = type, .norm = norm, .x = x, .result = result};
    job.task_rows = TASK_NUMBERS / norm->channels + 1;
    w2i_pool_run(context->pool, w2i_task_count(norm->rows, job.task_rows), layer_task_for(context->isa), &job);
}

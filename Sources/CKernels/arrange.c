#include "arrange.h"

#include "variants.h"

#include <string.h>

enum { TASK_BYTES = 64 << 10 };

static size_t rows_a_task(size_t row_bytes) { return TASK_BYTES / (row_bytes + 1) + 1; }

// Concatenation

typedef struct {
    const w2i_concatenation *parts;
    char *result;
    size_t x_bytes, y_bytes, task_rows;
} concatenate_job;

static void concatenate_task(void *context, size_t index, int thread) {
    (void)thread;
    const concatenate_job *job = context;
    const w2i_concatenation *parts = job->parts;
    w2i_range rows = w2i_task_range(index, job->task_rows, parts->rows);
    char *to = job->result + rows.start * (job->x_bytes + job->y_bytes);
    for (size_t r = rows.start; r < rows.end; r++, to += job->x_bytes + job->y_bytes) {
        memcpy(to, (const char *)parts->x + r % parts->x_rows * job->x_bytes, job->x_bytes);
        memcpy(to + job->x_bytes, (const char *)parts->y + r % parts->y_rows * job->y_bytes, job->y_bytes);
    }
}

void w2i_concatenate(const w2i_context *context, w2i_type type, const w2i_concatenation *parts, void *result) {
    size_t bytes = w2i_element_bytes(type);
    concatenate_job job = {
        .parts = parts, .result = result, .x_bytes = parts->x_channels * bytes, .y_bytes = parts->y_channels * bytes};
    job.task_rows = rows_a_task(job.x_bytes + job.y_bytes);
    w2i_pool_run(context->pool, w2i_task_count(parts->rows, job.task_rows), concatenate_task, &job);
}

// Resizing

typedef struct {
    const w2i_resizing *size;
    const char *x;
    char *result;
    size_t pixel_bytes, task_rows;
} resize_job;

/// Some rows of pixels of the result, counted through the batch.
static void resize_task(void *context, size_t index, int thread) {
    (void)thread;
    const resize_job *job = context;
    const w2i_resizing *size = job->size;
    w2i_range rows = w2i_task_range(index, job->task_rows, size->batch * size->result_height);
    const size_t pixel = job->pixel_bytes, row_bytes = size->result_width * pixel;
    const char *written = NULL, *written_from = NULL;
    for (size_t r = rows.start; r < rows.end; r++) {
        size_t image = r / size->result_height, y = r % size->result_height * size->height / size->result_height;
        const char *from = job->x + (image * size->height + y) * size->width * pixel;
        char *to = job->result + r * row_bytes;
        if (from == written_from) {
            memcpy(to, written, row_bytes);
        } else {
            for (size_t column = 0; column < size->result_width; column++)
                memcpy(to + column * pixel, from + column * size->width / size->result_width * pixel, pixel);
        }
        written = to;
        written_from = from;
    }
}

void w2i_nearest(const w2i_context *context, w2i_type type, const void *x, const w2i_resizing *size, void *result) {
    resize_job job = {.size = size, .x = x, .result = result};
    job.pixel_bytes = size->channels * w2i_element_bytes(type);
    job.task_rows = rows_a_task(size->result_width * job.pixel_bytes);
    size_t rows = size->batch * size->result_height;
    w2i_pool_run(context->pool, w2i_task_count(rows, job.task_rows), resize_task, &job);
}

// Embedding

typedef struct {
    w2i_type type;
    const w2i_lookup *lookup;
    void *result;
} embed_job;

W2I_INLINE void embed_row(const embed_job *job, size_t r, const bool bf16) {
    const w2i_lookup *lookup = job->lookup;
    const size_t channels = lookup->channels, row_bytes = channels * (bf16 ? 2 : 4);
    const void *word = (const char *)lookup->table + lookup->ids[r] * row_bytes;
    const void *place = (const char *)lookup->positions + r % lookup->length * row_bytes;
    void *result = (char *)job->result + r * row_bytes;
    for (size_t c = 0; c < channels; c++)
        w2i_store(result, c, w2i_load(word, c, bf16) + w2i_load(place, c, bf16), bf16);
}

W2I_INLINE void embed_task(void *context, size_t index, int thread) {
    (void)thread;
    const embed_job *job = context;
    if (job->type == W2I_BFLOAT16) embed_row(job, index, true);
    else embed_row(job, index, false);
}
W2I_TASK(embed_task)

void w2i_embed(const w2i_context *context, w2i_type type, const w2i_lookup *lookup, void *result) {
    embed_job job = {.type = type, .lookup = lookup, .result = result};
    w2i_pool_run(context->pool, lookup->count, embed_task_for(context->isa), &job);
}

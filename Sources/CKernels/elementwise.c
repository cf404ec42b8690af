#include "elementwise.h"

#include "variants.h"

#include <stdatomic.h>

// A task's operands stay in the second-level cache: some operation before may just have written them.
enum { TASK_NUMBERS = 32 << 10 };

// Activation and scaling

typedef struct {
    w2i_type type;
    w2i_activation activation;
    float factor;
    const void *x;
    void *result;
    size_t count;
} map_job;

#define MAP(range, BF16, expression)                                                                                   \
    for (size_t i = range.start; i < range.end; i++) {                                                                 \
        float x = w2i_load(job->x, i, BF16);                                                                           \
        w2i_store(job->result, i, expression, BF16);                                                                   \
    }

W2I_INLINE void activate_range(const map_job *job, w2i_range range, const bool bf16) {
    switch (job->activation) {
    case W2I_ACTIVATION_NONE: MAP(range, bf16, x); break;
    case W2I_ACTIVATION_SILU: MAP(range, bf16, w2i_silu(x)); break;
    case W2I_ACTIVATION_GELU: MAP(range, bf16, w2i_gelu(x)); break;
    case W2I_ACTIVATION_QUICK_GELU: MAP(range, bf16, w2i_quick_gelu(x)); break;
    }
}

W2I_INLINE void activate_task(void *context, size_t index, int thread) {
    (void)thread;
    const map_job *job = context;
    w2i_range range = w2i_task_range(index, TASK_NUMBERS, job->count);
    if (job->type == W2I_BFLOAT16) activate_range(job, range, true);
    else activate_range(job, range, false);
}
W2I_TASK(activate_task)

W2I_INLINE void scale_task(void *context, size_t index, int thread) {
    (void)thread;
    const map_job *job = context;
    w2i_range range = w2i_task_range(index, TASK_NUMBERS, job->count);
    if (job->type == W2I_BFLOAT16) MAP(range, true, x * job->factor)
    else MAP(range, false, x * job->factor)
}
W2I_TASK(scale_task)

void w2i_activate(
    const w2i_context *context, w2i_type type, w2i_activation activation, const void *x, size_t count, void *result) {
    map_job job = {.type = type, .activation = activation, .x = x, .result = result, .count = count};
    w2i_pool_run(context->pool, w2i_task_count(count, TASK_NUMBERS), activate_task_for(context->isa), &job);
}

void w2i_scale(const w2i_context *context, w2i_type type, const void *x, float factor, size_t count, void *result) {
    map_job job = {.type = type, .factor = factor, .x = x, .result = result, .count = count};
    w2i_pool_run(context->pool, w2i_task_count(count, TASK_NUMBERS), scale_task_for(context->isa), &job);
}

// Sums

typedef struct {
    w2i_type type;
    const w2i_sum *sum;
    void *result;
    size_t task_rows;
} sum_job;

W2I_INLINE void add_rows(const sum_job *job, w2i_range rows, const bool bf16) {
    const w2i_sum *sum = job->sum;
    const size_t channels = sum->channels, row_bytes = channels * (bf16 ? 2 : 4);
    for (size_t r = rows.start; r < rows.end; r++) {
        const void *x = (const char *)sum->x + r % sum->x_rows * row_bytes;
        const void *y = (const char *)sum->y + r / sum->y_repeat % sum->y_rows * row_bytes;
        void *result = (char *)job->result + r * row_bytes;
        for (size_t c = 0; c < channels; c++)
            w2i_store(result, c, w2i_load(x, c, bf16) + w2i_load(y, c, bf16), bf16);
    }
}

W2I_INLINE void add_task(void *context, size_t index, int thread) {
    (void)thread;
    const sum_job *job = context;
    w2i_range rows = w2i_task_range(index, job->task_rows, job->sum->rows);
    if (job->type == W2I_BFLOAT16) add_rows(job, rows, true);
    else add_rows(job, rows, false);
}
W2I_TASK(add_task)

void w2i_add(const w2i_context *context, w2i_type type, const w2i_sum *sum, void *result) {
    sum_job job = {.type = type, .sum = sum, .result = result, .task_rows = TASK_NUMBERS / sum->channels + 1};
    w2i_pool_run(context->pool, w2i_task_count(sum->rows, job.task_rows), add_task_for(context->isa), &job);
}

// Conversion

typedef struct {
    w2i_type from, to;
    const char *x;
    void *result;
    size_t count;
} convert_job;

/// A number at any address.
W2I_INLINE float load_unaligned(const char *x, size_t i, const w2i_type type) {
    float number;
    uint16_t half;
    _Float16 small;
    switch (type) {
    case W2I_FLOAT32: memcpy(&number, x + 4 * i, sizeof number); return number;
    case W2I_BFLOAT16: memcpy(&half, x + 2 * i, sizeof half); return w2i_float_from_bf16(half);
    case W2I_FLOAT16: memcpy(&small, x + 2 * i, sizeof small); return (float)small;
    }
}

W2I_INLINE void convert_range(const convert_job *job, w2i_range range, const w2i_type from) {
    const char *x = job->x;
    if (job->to == W2I_BFLOAT16)
        for (size_t i = range.start; i < range.end; i++) w2i_store(job->result, i, load_unaligned(x, i, from), true);
    else
        for (size_t i = range.start; i < range.end; i++) w2i_store(job->result, i, load_unaligned(x, i, from), false);
}

W2I_INLINE void convert_task(void *context, size_t index, int thread) {
    (void)thread;
    const convert_job *job = context;
    w2i_range range = w2i_task_range(index, TASK_NUMBERS, job->count);
    switch (job->from) {
    case W2I_FLOAT32: convert_range(job, range, W2I_FLOAT32); break;
    case W2I_BFLOAT16: convert_range(job, range, W2I_BFLOAT16); break;
    case W2I_FLOAT16: convert_range(job, range, W2I_FLOAT16); break;
    }
}
W2I_TASK(convert_task)

void w2i_convert(const w2i_context *context, w2i_type from, const void *x, w2i_type to, size_t count, void *result) {
    convert_job job = {.from = from, .to = to, .x = x, .result = result, .count = count};
    w2i_pool_run(context->pool, w2i_task_count(count, TASK_NUMBERS), convert_task_for(context->isa), &job);
}

// Check

typedef struct {
    w2i_type type;
    const void *x;
    size_t count;
    atomic_bool found;
} finite_job;

/// An exponent of all ones, which only infinities and NaNs have, looks the same in both types' upper halves.
W2I_INLINE bool range_is_finite(const finite_job *job, w2i_range range, const bool bf16) {
    uint32_t bad = 0;
    for (size_t i = range.start; i < range.end; i++) {
        uint32_t bits = bf16 ? (uint32_t)((const uint16_t *)job->x)[i] << 16 : ((const uint32_t *)job->x)[i];
        bad |= (bits & 0x7f800000) == 0x7f800000;
    }
    return bad == 0;
}

W2I_INLINE void finite_task(void *context, size_t index, int thread) {
    (void)thread;
    finite_job *job = context;
    w2i_range range = w2i_task_range(index, TASK_NUMBERS, job->count);
    bool finite = job->type == W2I_BFLOAT16 ? range_is_finite(job, range, true) : range_is_finite(job, range, false);
    if (!finite) atomic_store(&job->found, true);
}
W2I_TASK(finite_task)

bool w2i_all_finite(const w2i_context *context, w2i_type type, const void *x, size_t count) {
    finite_job job = {.type = type, .x = x, .count = count};
    w2i_pool_run(context->pool, w2i_task_count(count, TASK_NUMBERS), finite_task_for(context->isa), &job);
    return !atomic_load(&job.found);
}

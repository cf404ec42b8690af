#ifndef W2I_VARIANTS_H
#define W2I_VARIANTS_H

#include "isa.h"
#include "pack.h"
#include "vector_math.h"

#include <stdbool.h>
#include <stddef.h>

// Operations whose loops the compiler turns into vector code are written once, as an always inline function `void
// name(void *context, size_t index, int thread)`. `W2I_TASK(name)` compiles it for each instruction set and defines
// `name_for(isa)`, which chooses.

typedef void (*w2i_task)(void *context, size_t index, int thread);

#if defined(__x86_64__)
#define W2I_TARGET_AVX2 __attribute__((target("avx2,fma")))
#define W2I_TARGET_AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define W2I_TASK(name)                                                                                                 \
    static void name##_portable(void *context, size_t index, int thread) { name(context, index, thread); }             \
    W2I_TARGET_AVX2 static void name##_avx2(void *context, size_t index, int thread) {                                 \
        name(context, index, thread);                                                                                  \
    }                                                                                                                  \
    W2I_TARGET_AVX512 static void name##_avx512(void *context, size_t index, int thread) {                             \
        name(context, index, thread);                                                                                  \
    }                                                                                                                  \
    static w2i_task name##_for(w2i_isa isa) {                                                                          \
        w2i_isa usable = isa < w2i_isa_best() ? isa : w2i_isa_best();                                                  \
        if (usable >= W2I_ISA_AVX512) return name##_avx512;                                                            \
        return usable == W2I_ISA_AVX2 ? name##_avx2 : name##_portable;                                                 \
    }
#else
#define W2I_TASK(name)                                                                                                 \
    static void name##_portable(void *context, size_t index, int thread) { name(context, index, thread); }             \
    static w2i_task name##_for(w2i_isa isa) {                                                                          \
        (void)isa;                                                                                                     \
        return name##_portable;                                                                                        \
    }
#endif

// `bf16` is a constant wherever these are inlined, so that a loop holds one of the two.

W2I_INLINE float w2i_load(const void *x, size_t i, const bool bf16) {
    return bf16 ? w2i_float_from_bf16(((const uint16_t *)x)[i]) : ((const float *)x)[i];
}

W2I_INLINE void w2i_store(void *x, size_t i, float value, const bool bf16) {
    if (bf16) ((uint16_t *)x)[i] = w2i_bf16_from_float(value);
    else ((float *)x)[i] = value;
}

/// Bytes of a number that isn't FLOAT16.
W2I_INLINE size_t w2i_element_bytes(w2i_type type) { return type == W2I_FLOAT32 ? 4 : 2; }

/// The numbers `[start, end)` of task `index` when each task has `size` of `count`.
typedef struct {
    size_t start, end;
} w2i_range;

W2I_INLINE w2i_range w2i_task_range(size_t index, size_t size, size_t count) {
    size_t start = index * size, end = start + size;
    return (w2i_range){start, end < count ? end : count};
}

W2I_INLINE size_t w2i_task_count(size_t count, size_t size) { return (count + size - 1) / size; }

#endif

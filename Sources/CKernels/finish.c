#include "finish.h"

#include "tile.h"
#include "vector_math.h"

// Written once, for any vector length: the loops become vector code for the target of the function that they are
// inlined in.

W2I_INLINE void activate(float *restrict sums, const float *restrict bias, size_t count, w2i_activation activation) {
    switch (activation) {
    case W2I_ACTIVATION_NONE:
        for (size_t i = 0; i < count; i++) sums[i] += bias[i];
        break;
    case W2I_ACTIVATION_SILU:
        for (size_t i = 0; i < count; i++) sums[i] = w2i_silu(sums[i] + bias[i]);
        break;
    case W2I_ACTIVATION_GELU:
        for (size_t i = 0; i < count; i++) sums[i] = w2i_gelu(sums[i] + bias[i]);
        break;
    case W2I_ACTIVATION_QUICK_GELU:
        for (size_t i = 0; i < count; i++) sums[i] = w2i_quick_gelu(sums[i] + bias[i]);
        break;
    }
}

/// Moves the products to the front. Whole panels: padding is zero and comes out as zero.
W2I_INLINE void gate(float *sums, const float *restrict bias, size_t count) {
    for (size_t i = 0; i < count; i += W2I_PANEL) {
        const float *value = sums + 2 * i, *gate = value + W2I_PANEL;
        float products[W2I_PANEL];
        for (int o = 0; o < W2I_PANEL; o++)
            products[o] = (value[o] + bias[2 * i + o]) * w2i_gelu(gate[o] + bias[2 * i + W2I_PANEL + o]);
        memcpy(sums + i, products, sizeof products);
    }
}

enum { BLOCK = 64 };

// A block is read before it is written, since `plus` may be the result.

W2I_INLINE void store_fp32(const float *sums, const float *plus, const size_t count, float *result) {
    float numbers[BLOCK];
    for (size_t i = 0; i < count; i++) numbers[i] = plus ? sums[i] + plus[i] : sums[i];
    memcpy(result, numbers, count * sizeof *result);
}

W2I_INLINE void store_bf16(const float *sums, const uint16_t *plus, const size_t count, uint16_t *result) {
    uint16_t numbers[BLOCK];
    for (size_t i = 0; i < count; i++)
        numbers[i] = w2i_bf16_from_float(plus ? sums[i] + w2i_float_from_bf16(plus[i]) : sums[i]);
    memcpy(result, numbers, count * sizeof *result);
}

/// Whole blocks first: their length is a constant, so that they become straight vector code.
#define STORE_ROW(STORE, NUMBER, row, plus)                                                                            \
    do {                                                                                                               \
        size_t i = 0;                                                                                                  \
        for (; i + BLOCK <= row->count; i += BLOCK) STORE(row->sums + i, plus, BLOCK, (NUMBER *)row->result + i);      \
        if (i < row->count) STORE(row->sums + i, plus, row->count - i, (NUMBER *)row->result + i);                     \
    } while (0)

W2I_INLINE void finish(const w2i_finishing *row) {
    if (row->gated) gate(row->sums, row->bias, row->count);
    else activate(row->sums, row->bias, row->count, row->activation);
    const float *fp32 = row->plus;
    const uint16_t *bf16 = row->plus;
    if (row->type == W2I_FLOAT32 && fp32) STORE_ROW(store_fp32, float, row, fp32 + i);
    else if (row->type == W2I_FLOAT32) STORE_ROW(store_fp32, float, row, NULL);
    else if (bf16) STORE_ROW(store_bf16, uint16_t, row, bf16 + i);
    else STORE_ROW(store_bf16, uint16_t, row, NULL);
}

static void finish_portable(const w2i_finishing *row) { finish(row); }

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static void finish_avx2(const w2i_finishing *row) { finish(row); }
__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))) static void
finish_avx512(const w2i_finishing *row) { finish(row); }

void w2i_finish(w2i_isa isa, const w2i_finishing *row) {
    w2i_isa best = w2i_isa_best();
    if (isa > best) isa = best; // emulated tiles
    if (isa >= W2I_ISA_AVX512) finish_avx512(row);
    else if (isa == W2I_ISA_AVX2) finish_avx2(row);
    else finish_portable(row);
}
#else
void w2i_finish(w2i_isa isa, const w2i_finishing *row) {
    (void)isa;
    finish_portable(row);
}
#endif

#include "finish.h"

#include "tile.h"
#include "vector_math.h"

// Written once, for any vector length: the loops become vector code for the target of the function that they are inlined in.

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

W2I_INLINE void store_fp32(const float *restrict sums, const float *plus, size_t count, float *result) {
    if (plus) for (size_t i = 0; i < count; i++) result[i] = sums[i] + plus[i];
    else memcpy(result, sums, count * sizeof *result);
}

W2I_INLINE void store_bf16(const float *restrict sums, const uint16_t *plus, size_t count, uint16_t *result) {
    if (plus) for (size_t i = 0; i < count; i++) result[i] = w2i_bf16_from_float(sums[i] + w2i_float_from_bf16(plus[i]));
    else for (size_t i = 0; i < count; i++) result[i] = w2i_bf16_from_float(sums[i]);
}

W2I_INLINE void finish(const w2i_finishing *row) {
    if (row->gated) gate(row->sums, row->bias, row->count);
    else activate(row->sums, row->bias, row->count, row->activation);
    if (row->type == W2I_FLOAT32) store_fp32(row->sums, row->plus, row->count, row->result);
    else store_bf16(row->sums, row->plus, row->count, row->result);
}

static void finish_portable(const w2i_finishing *row) { finish(row); }

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static void finish_avx2(const w2i_finishing *row) { finish(row); }
__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,prefer-256-bit"))) static void
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

#include "attention_machine.h"

#include "variants.h"

// Attention on fp32 words in the compiler's vectors: one source for the portable, the AVX2 and the AVX-512 version,
// which differ in how many sums fit their registers.

/// A panel's 16 columns.
typedef float columns __attribute__((vector_size(64), aligned(4), may_alias));

enum { MOST_ROWS = 8, MOST_PANELS = 3 };

W2I_INLINE columns *columns_at(const w2i_attention_product *product, size_t panel, int r, int p) {
    return (columns *)(product->sums + (size_t)r * product->sums_stride + (panel + (size_t)p) * W2I_PANEL);
}

W2I_INLINE void multiply_panels(const w2i_attention_product *product, size_t panel, const int rows, const int panels) {
#pragma clang fp contract(fast)
    columns sums[MOST_ROWS][MOST_PANELS];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++)
            sums[r][p] = product->accumulate ? *columns_at(product, panel, r, p) : (columns){0};

    const float *a = (const float *)product->rows;
    const float *b = (const float *)(product->panels + panel * product->panel_stride);
    for (size_t first = 0; first < product->words; first += W2I_UNIT_WORDS) {
        size_t left = product->words - first, words = left < W2I_UNIT_WORDS ? left : W2I_UNIT_WORDS;
        for (size_t word = 0; word < words; word++, b += W2I_PANEL) {
            columns values[MOST_PANELS];
#pragma clang loop unroll(full)
            for (int p = 0; p < panels; p++) values[p] = *(const columns *)(b + (size_t)p * product->panel_stride);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                float x = a[r * W2I_UNIT_WORDS + word];
#pragma clang loop unroll(full)
                for (int p = 0; p < panels; p++) sums[r][p] += x * values[p];
            }
        }
        a += rows * W2I_UNIT_WORDS;
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
        for (int p = 0; p < panels; p++) *columns_at(product, panel, r, p) = sums[r][p];
}

W2I_INLINE void multiply(const w2i_attention_product *product, const int rows, const int panels) {
    size_t panel = 0;
    for (; panel + (size_t)panels <= product->panel_count; panel += (size_t)panels)
        multiply_panels(product, panel, rows, panels);
    for (; panel < product->panel_count; panel++) multiply_panels(product, panel, rows, 1);
}

W2I_INLINE float weigh(const w2i_attention_weighting *w, const bool bf16) {
    w2i_attention_row *row = w->row;
    const float before = row->highest;
    float most[W2I_PANEL], highest = before;
    for (int i = 0; i < W2I_PANEL; i++) most[i] = before;
    for (size_t first = 0; first < w->count; first += W2I_PANEL)
        for (int i = 0; i < W2I_PANEL; i++) most[i] = w->scores[first + i] > most[i] ? w->scores[first + i] : most[i];
    for (int i = 0; i < W2I_PANEL; i++) highest = most[i] > highest ? most[i] : highest;
    const float factor = w2i_exp((before - highest) * w->scale);
    row->highest = highest;

    float total[W2I_PANEL];
    for (int i = 0; i < W2I_PANEL; i++) total[i] = row->total[i] * factor;
    const size_t unit = bf16 ? 2 * W2I_UNIT_WORDS : W2I_UNIT_WORDS;
    for (size_t first = 0; first < w->count; first += W2I_PANEL) {
        void *to = w->weights + first / unit * w->unit_stride;
        float weights[W2I_PANEL];
        for (int i = 0; i < W2I_PANEL; i++) weights[i] = w2i_exp((w->scores[first + i] - highest) * w->scale);
        for (int i = 0; i < W2I_PANEL; i++) total[i] += weights[i];
        for (int i = 0; i < W2I_PANEL; i++) w2i_store(to, first % unit + i, weights[i], bf16);
    }
    memcpy(row->total, total, sizeof total);
    return factor;
}

float w2i_attention_weigh_bf16(const w2i_attention_weighting *w) { return weigh(w, true); }

static void multiply_portable(const w2i_attention_product *product) { multiply(product, 2, 1); }
static float weigh_portable(const w2i_attention_weighting *w) { return weigh(w, false); }

#if defined(__x86_64__)
W2I_TARGET_AVX2 static void multiply_avx2(const w2i_attention_product *product) { multiply(product, 6, 1); }
W2I_TARGET_AVX2 static float weigh_avx2(const w2i_attention_weighting *w) { return weigh(w, false); }
W2I_TARGET_AVX512 static void multiply_avx512(const w2i_attention_product *product) { multiply(product, 8, 3); }
W2I_TARGET_AVX512 static float weigh_avx512(const w2i_attention_weighting *w) { return weigh(w, false); }
#endif

w2i_attention_machine w2i_attention_machine_plain(w2i_isa usable) {
    w2i_attention_machine machine = {.word_multiple = 1};
#if defined(__x86_64__)
    if (usable >= W2I_ISA_AVX512) {
        machine.multiply = multiply_avx512, machine.weigh = weigh_avx512, machine.rows = 8;
        return machine;
    }
    if (usable == W2I_ISA_AVX2) {
        machine.multiply = multiply_avx2, machine.weigh = weigh_avx2, machine.rows = 6;
        return machine;
    }
#endif
    (void)usable;
    machine.multiply = multiply_portable, machine.weigh = weigh_portable, machine.rows = 2;
    return machine;
}

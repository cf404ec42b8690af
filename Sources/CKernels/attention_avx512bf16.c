#include "attention_machine.h"

#if defined(__x86_64__)
#include "vector_avx512bf16.h"
#include "vector_math.h"

#define UNROLLED _Pragma("clang loop unroll(full)")

enum { ROWS = 8, MOST_PANELS = 3 };

/// 8 rows x up to 3 panels in 24 registers.
INLINE void multiply_panels(const w2i_attention_product *product, size_t panel, const int panels) {
    __m512 sums[ROWS][MOST_PANELS];
    float *to = product->sums + panel * W2I_PANEL;
    UNROLLED for (int r = 0; r < ROWS; r++) UNROLLED for (int p = 0; p < panels; p++) sums[r][p] =
        product->accumulate ? _mm512_loadu_ps(to + r * product->sums_stride + p * W2I_PANEL) : _mm512_setzero_ps();

    const w2i_word *a = product->rows, *b = product->panels + panel * product->panel_stride;
    for (size_t first = 0; first < product->words; first += W2I_UNIT_WORDS) {
        size_t left = product->words - first, words = left < W2I_UNIT_WORDS ? left : W2I_UNIT_WORDS;
        for (size_t word = 0; word < words; word++, b += W2I_PANEL) {
            __m512bh values[MOST_PANELS];
            UNROLLED for (int p = 0; p < panels; p++) values[p] =
                (__m512bh)_mm512_loadu_si512(b + p * product->panel_stride);
            UNROLLED for (int r = 0; r < ROWS; r++) {
                __m512bh x = (__m512bh)_mm512_set1_epi32((int)a[r * W2I_UNIT_WORDS + word]);
                UNROLLED for (int p = 0; p < panels; p++) sums[r][p] = _mm512_dpbf16_ps(sums[r][p], x, values[p]);
            }
        }
        a += ROWS * W2I_UNIT_WORDS;
    }
    UNROLLED for (int r = 0; r < ROWS; r++) UNROLLED for (int p = 0; p < panels; p++)
        _mm512_storeu_ps(to + r * product->sums_stride + p * W2I_PANEL, sums[r][p]);
}

AVX512BF16 static void multiply(const w2i_attention_product *product) {
    size_t panel = 0;
    for (; panel + 3 <= product->panel_count; panel += 3) multiply_panels(product, panel, 3);
    if (panel + 2 == product->panel_count) multiply_panels(product, panel, 2);
    if (panel + 1 == product->panel_count) multiply_panels(product, panel, 1);
}

/// 2^x, relative error 1e-4: a sixteenth of what rounding to bf16 makes. Very small x give zero.
INLINE __m512 power_of_two(__m512 x) {
    __m512 r = _mm512_reduce_ps(x, 0x01); // x - floor(x)
    __m512 p = _mm512_set1_ps(7.802452e-2f);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(2.2606716e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(6.9583354e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(9.9992522e-1f));
    return _mm512_scalef_ps(p, x); // p · 2^floor(x)
}

AVX512BF16 static float weigh(const w2i_attention_weighting *w) {
    w2i_attention_row *row = w->row;
    __m512 even = _mm512_set1_ps(row->highest), odd = even;
    for (size_t i = 0; i < w->count; i += 32) {
        even = _mm512_max_ps(even, _mm512_loadu_ps(w->scores + i));
        odd = _mm512_max_ps(odd, _mm512_loadu_ps(w->scores + i + 16));
    }
    const float highest = _mm512_reduce_max_ps(_mm512_max_ps(even, odd));
    const float scale = w->scale * 1.44269504f;
    // Exact, since it is applied again and again, and 1 where nothing changes.
    const float factor = w2i_exp((row->highest - highest) * w->scale);
    row->highest = highest;

    const __m512 scales = _mm512_set1_ps(scale), start = _mm512_set1_ps(highest * scale);
    __m512 total = _mm512_mul_ps(_mm512_loadu_ps(row->total), _mm512_set1_ps(factor)), more = _mm512_setzero_ps();
    w2i_word *to = w->weights;
    for (size_t i = 0; i < w->count; i += 32, to += w->unit_stride) {
        __m512 first = power_of_two(_mm512_fmsub_ps(_mm512_loadu_ps(w->scores + i), scales, start));
        __m512 second = power_of_two(_mm512_fmsub_ps(_mm512_loadu_ps(w->scores + i + 16), scales, start));
        total = _mm512_add_ps(total, first);
        more = _mm512_add_ps(more, second);
        _mm512_storeu_si512(to, (__m512i)_mm512_cvtne2ps_pbh(second, first));
    }
    _mm512_storeu_ps(row->total, _mm512_add_ps(total, more));
    return factor;
}

w2i_attention_machine w2i_attention_machine_avx512bf16(void) {
    return (w2i_attention_machine){
        .multiply = multiply, .weigh = weigh, .rows = ROWS, .word_multiple = 1, .bf16 = true};
}
#endif

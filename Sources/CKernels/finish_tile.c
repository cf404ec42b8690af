#include "finish_tile.h"

#include "tile.h"

static void finish_plain(w2i_isa isa, const w2i_finishing_tile *tile, int first_row, int end_row) {
    for (int r = first_row; r < end_row; r++) {
        w2i_finishing row = {
            .sums = tile->sums + r * tile->sums_stride,
            .bias = tile->bias,
            .plus = tile->has_plus ? tile->plus[r] + tile->first : NULL,
            .result = tile->results[r] + tile->first,
            .count = (size_t)tile->count,
            .type = W2I_BFLOAT16,
            .activation = tile->activation,
            .gated = tile->gated,
        };
        w2i_finish(isa, &row);
    }
}

#if defined(__x86_64__)
#include "vector_avx512bf16.h"

INLINE __m512 widened(__m256i x) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16)); }

/// 1 / x, relative error 1e-7: one step of Newton's from the processor's estimate.
INLINE __m512 reciprocal(__m512 x) {
    __m512 estimate = _mm512_rcp14_ps(x);
    return _mm512_mul_ps(estimate, _mm512_fnmadd_ps(x, estimate, _mm512_set1_ps(2)));
}

/// 2^x, relative error 3e-7. Very small x give zero.
INLINE __m512 power_of_two(__m512 x) {
    __m512 whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 r = _mm512_sub_ps(x, whole);
    __m512 p = _mm512_set1_ps(1.327647013e-03f);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(9.675540961e-03f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(5.550713465e-02f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(2.402212024e-01f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(6.931469440e-01f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1));
    return _mm512_scalef_ps(p, whole);
}

INLINE __m512 sigmoid(__m512 x) {
    __m512 power = power_of_two(_mm512_mul_ps(x, _mm512_set1_ps(-1.44269504f))); // e^-x
    return reciprocal(_mm512_add_ps(_mm512_set1_ps(1), power));
}

/// x · Φ(x), as `w2i_gelu`.
INLINE __m512 gelu(__m512 x) {
    const __m512 one = _mm512_set1_ps(1);
    __m512 u = reciprocal(_mm512_fmadd_ps(_mm512_abs_ps(x), _mm512_set1_ps(0.212132034f), one));
    __m512 p = _mm512_set1_ps(-6.476138390e-02f);
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(2.427812755e-01f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(-2.561383705e-01f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(2.738592521e-01f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(-4.732484263e-02f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(1.074628103e-01f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(7.416964042e-02f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(8.535760581e-02f));
    p = _mm512_fmadd_ps(p, u, _mm512_set1_ps(8.459400306e-02f));
    __m512 density = power_of_two(_mm512_mul_ps(_mm512_mul_ps(x, x), _mm512_set1_ps(-0.72134752f)));
    __m512 tail = _mm512_mul_ps(_mm512_mul_ps(p, u), density);
    __mmask16 negative = _mm512_cmp_ps_mask(x, _mm512_setzero_ps(), _CMP_LT_OQ);
    return _mm512_mul_ps(x, _mm512_mask_blend_ps(negative, _mm512_sub_ps(one, tail), tail));
}

INLINE __m512 activated(__m512 x, const w2i_activation activation) {
    switch (activation) {
    case W2I_ACTIVATION_NONE: return x;
    case W2I_ACTIVATION_SILU: return _mm512_mul_ps(x, sigmoid(x));
    case W2I_ACTIVATION_GELU: return gelu(x);
    case W2I_ACTIVATION_QUICK_GELU: return _mm512_mul_ps(x, sigmoid(_mm512_mul_ps(x, _mm512_set1_ps(1.702f))));
    }
}

INLINE void finish_rows(
    const w2i_finishing_tile *tile, int first_row, int end_row, const bool gated, const bool has_plus,
    const w2i_activation activation) {
    const bool two_panels = gated || tile->count > W2I_PANEL;
    const __m512 first_bias = _mm512_loadu_ps(tile->bias);
    const __m512 second_bias = _mm512_maskz_loadu_ps(two_panels ? 0xffff : 0, tile->bias + W2I_PANEL);
    const __mmask32 wanted = (__mmask32)(0xffffffffu >> (32 - tile->count));
    const float *sums = tile->sums + first_row * tile->sums_stride;
    for (int r = first_row; r < end_row; r++, sums += tile->sums_stride) {
        __m512 first = _mm512_add_ps(_mm512_loadu_ps(sums), first_bias);
        __m512 second = _mm512_add_ps(_mm512_loadu_ps(sums + W2I_PANEL), second_bias);
        __m512i plus = _mm512_setzero_si512();
        if (has_plus) plus = _mm512_maskz_loadu_epi16(wanted, tile->plus[r] + tile->first);
        if (gated) {
            first = _mm512_mul_ps(first, gelu(second));
            second = _mm512_setzero_ps();
        } else {
            first = activated(first, activation);
            second = activated(second, activation);
        }
        if (has_plus) {
            first = _mm512_add_ps(first, widened(_mm512_castsi512_si256(plus)));
            second = _mm512_add_ps(second, widened(_mm512_extracti64x4_epi64(plus, 1)));
        }
        _mm512_mask_storeu_epi16(tile->results[r] + tile->first, wanted, (__m512i)_mm512_cvtne2ps_pbh(second, first));
    }
}

AVX512BF16 static void finish_avx512bf16(const w2i_finishing_tile *tile, int first, int end) {
    const bool plus = tile->has_plus;
    if (tile->gated) return finish_rows(tile, first, end, true, plus, W2I_ACTIVATION_NONE);
    switch (tile->activation) {
    case W2I_ACTIVATION_NONE:
        return plus ? finish_rows(tile, first, end, false, true, W2I_ACTIVATION_NONE)
                    : finish_rows(tile, first, end, false, false, W2I_ACTIVATION_NONE);
    case W2I_ACTIVATION_SILU: return finish_rows(tile, first, end, false, plus, W2I_ACTIVATION_SILU);
    case W2I_ACTIVATION_GELU: return finish_rows(tile, first, end, false, plus, W2I_ACTIVATION_GELU);
    case W2I_ACTIVATION_QUICK_GELU: return finish_rows(tile, first, end, false, plus, W2I_ACTIVATION_QUICK_GELU);
    }
}
#endif

void w2i_finish_tile(w2i_isa isa, const w2i_finishing_tile *tile, int first_row, int end_row) {
#if defined(__x86_64__)
    if (isa >= W2I_ISA_AVX512BF16 && w2i_isa_best() >= W2I_ISA_AVX512BF16) {
        finish_avx512bf16(tile, first_row, end_row);
        return;
    }
#endif
    finish_plain(isa, tile, first_row, end_row);
}

#ifndef W2I_VECTOR_AVX512BF16_H
#define W2I_VECTOR_AVX512BF16_H

// What the sources for CPUs with AVX512_BF16 share.

#include <immintrin.h>

#define AVX512BF16 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))
#define INLINE AVX512BF16 static inline __attribute__((always_inline))

/// 2^x, relative error 1e-4: a sixteenth of what rounding to bf16 makes. Very small x give zero.
INLINE __m512 power_of_two(__m512 x) {
    __m512 r = _mm512_reduce_ps(x, 0x01); // x - floor(x)
    __m512 p = _mm512_set1_ps(7.802452e-2f);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(2.2606716e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(6.9583354e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(9.9992522e-1f));
    return _mm512_scalef_ps(p, x); // p · 2^floor(x)
}

INLINE __m512 widened(__m256i x) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16)); }

#endif

#ifndef W2I_VECTOR_AVX512BF16_H
#define W2I_VECTOR_AVX512BF16_H

// What the sources for CPUs with AVX512_BF16 share.

#include <immintrin.h>

#define AVX512BF16 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))
#define INLINE AVX512BF16 static inline __attribute__((always_inline))

#endif

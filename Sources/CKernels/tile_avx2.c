#include "tile.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Up to 6 rows x 1 panel, which is two registers wide: 12 sums, 2 of the panel, 1 or 2 of the rows. A word of bf16 takes
// more registers on its way, so that only 5 rows fit: with a sixth, a sum goes through memory and the speed halves.

#define AVX2 __attribute__((target("avx2,fma")))
#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")

enum { ROWS = 6, WIDENED_ROWS = 5, HALF = 8 };

AVX2 INLINE void load_sums(const w2i_tile *tile, const int rows, const float *from, __m256 sums[ROWS][2]) {
    UNROLLED for (int r = 0; r < rows; r++) UNROLLED for (int h = 0; h < 2; h++)
        sums[r][h] = tile->accumulate ? _mm256_loadu_ps(from + r * tile->sums_stride + h * HALF) : _mm256_setzero_ps();
}

AVX2 INLINE void store_sums(const w2i_tile *tile, const int rows, float *to, __m256 sums[ROWS][2]) {
    UNROLLED for (int r = 0; r < rows; r++) UNROLLED for (int h = 0; h < 2; h++)
        _mm256_storeu_ps(to + r * tile->sums_stride + h * HALF, sums[r][h]);
}

AVX2 INLINE void multiply_fp32(const w2i_tile *tile, const int rows) {
    for (int panel = 0; panel < tile->panel_count; panel++) {
        __m256 sums[ROWS][2];
        load_sums(tile, rows, tile->sums + panel * W2I_PANEL, sums);
        const float *a = tile->rows;
        const float *b = (const float *)(tile->panels + panel * tile->panel_stride);
        for (size_t unit = 0; unit < tile->units; unit++) {
#pragma clang loop unroll_count(4)
            for (int word = 0; word < W2I_UNIT_WORDS; word++) {
                __m256 w[2];
                UNROLLED for (int h = 0; h < 2; h++) w[h] = _mm256_loadu_ps(b + word * W2I_PANEL + h * HALF);
                UNROLLED for (int r = 0; r < rows; r++) {
                    __m256 x = _mm256_set1_ps(a[r * W2I_UNIT_WORDS + word]);
                    UNROLLED for (int h = 0; h < 2; h++) sums[r][h] = _mm256_fmadd_ps(x, w[h], sums[r][h]);
                }
            }
            a += rows * W2I_UNIT_WORDS;
            b += W2I_PANEL_UNIT_WORDS;
        }
        store_sums(tile, rows, tile->sums + panel * W2I_PANEL, sums);
    }
}

AVX2 INLINE __m256i load_words(const w2i_word *from) { return _mm256_loadu_si256((const __m256i *)from); }

/// bf16 without its dot product: a word of a panel is split into its even and its odd half.
AVX2 INLINE void multiply_widened(const w2i_tile *tile, const int rows) {
    const __m256i upper = _mm256_set1_epi32((int)0xffff0000);
    for (int panel = 0; panel < tile->panel_count; panel++) {
        __m256 sums[ROWS][2];
        load_sums(tile, rows, tile->sums + panel * W2I_PANEL, sums);
        const float *a = tile->rows;
        const w2i_word *b = tile->panels + panel * tile->panel_stride;
        for (size_t unit = 0; unit < tile->units; unit++) {
#pragma clang loop unroll_count(4)
            for (int word = 0; word < W2I_UNIT_WORDS; word++) {
                __m256 w[2];
                UNROLLED for (int h = 0; h < 2; h++)
                    w[h] = _mm256_castsi256_ps(_mm256_slli_epi32(load_words(b + word * W2I_PANEL + h * HALF), 16));
                UNROLLED for (int r = 0; r < rows; r++) {
                    __m256 x = _mm256_set1_ps(a[(r * W2I_UNIT_WORDS + word) * 2]);
                    UNROLLED for (int h = 0; h < 2; h++) sums[r][h] = _mm256_fmadd_ps(x, w[h], sums[r][h]);
                }
                UNROLLED for (int h = 0; h < 2; h++)
                    w[h] = _mm256_castsi256_ps(_mm256_and_si256(load_words(b + word * W2I_PANEL + h * HALF), upper));
                UNROLLED for (int r = 0; r < rows; r++) {
                    __m256 x = _mm256_set1_ps(a[(r * W2I_UNIT_WORDS + word) * 2 + 1]);
                    UNROLLED for (int h = 0; h < 2; h++) sums[r][h] = _mm256_fmadd_ps(x, w[h], sums[r][h]);
                }
            }
            a += rows * W2I_UNIT_WORDS * 2;
            b += W2I_PANEL_UNIT_WORDS;
        }
        store_sums(tile, rows, tile->sums + panel * W2I_PANEL, sums);
    }
}

// Inlined with constant row counts, so that the sums stay in registers.
#define SIZES(NAME)                                                                                                    \
    AVX2 static void NAME##_any(const w2i_tile *tile) {                                                                \
        switch (tile->row_count) {                                                                                     \
        case 1: NAME(tile, 1); break;                                                                                  \
        case 2: NAME(tile, 2); break;                                                                                  \
        case 3: NAME(tile, 3); break;                                                                                  \
        case 4: NAME(tile, 4); break;                                                                                  \
        case 5: NAME(tile, 5); break;                                                                                  \
        default: NAME(tile, 6);                                                                                        \
        }                                                                                                              \
    }

SIZES(multiply_fp32)
SIZES(multiply_widened)

w2i_machine w2i_machine_avx2(w2i_type type) {
    if (type == W2I_FLOAT32)
        return (w2i_machine){.multiply = multiply_fp32_any, .rows = ROWS, .row_multiple = 1, .units = 24};
    return (w2i_machine){
        .multiply = multiply_widened_any, .rows = WIDENED_ROWS, .row_multiple = 1, .units = 12, .widened = true};
}
#endif

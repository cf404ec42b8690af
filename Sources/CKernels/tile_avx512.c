#include "tile.h"

#if defined(__x86_64__)
#include <immintrin.h>

// Up to 12 rows x 2 panels in 24 registers: each word of a row is broadcast once and meets both panels. From 6 rows on,
// the multiplier is busy on every cycle even while the panels stream from the second-level cache.

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl")))
#define AVX512BF16 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512bf16")))
#define INLINE static inline __attribute__((always_inline))
#define UNROLLED _Pragma("clang loop unroll(full)")

enum { ROWS = 12 };

#define LOAD_SUMS(tile, rows, panels, sums)                                                                            \
    UNROLLED for (int r = 0; r < rows; r++) UNROLLED for (int p = 0; p < panels; p++) sums[r][p] =                     \
        tile->accumulate ? _mm512_loadu_ps(tile->sums + r * tile->sums_stride + p * W2I_PANEL) : _mm512_setzero_ps()

#define STORE_SUMS(tile, rows, panels, sums)                                                                           \
    UNROLLED for (int r = 0; r < rows; r++) UNROLLED for (int p = 0; p < panels; p++)                                  \
        _mm512_storeu_ps(tile->sums + r * tile->sums_stride + p * W2I_PANEL, sums[r][p])

AVX512 INLINE void multiply_fp32(const w2i_tile *tile, const int rows, const int panels) {
    __m512 sums[ROWS][2];
    LOAD_SUMS(tile, rows, panels, sums);
    const float *a = tile->rows;
    const w2i_word *b = tile->panels;
    for (size_t unit = 0; unit < tile->units; unit++) {
#pragma clang loop unroll_count(4)
        for (int word = 0; word < W2I_UNIT_WORDS; word++) {
            __m512 w[2];
            UNROLLED for (int p = 0; p < panels; p++)
                w[p] = _mm512_loadu_ps(b + p * tile->panel_stride + word * W2I_PANEL);
            UNROLLED for (int r = 0; r < rows; r++) {
                __m512 x = _mm512_set1_ps(a[r * W2I_UNIT_WORDS + word]);
                UNROLLED for (int p = 0; p < panels; p++) sums[r][p] = _mm512_fmadd_ps(x, w[p], sums[r][p]);
            }
        }
        a += rows * W2I_UNIT_WORDS;
        b += W2I_PANEL_UNIT_WORDS;
    }
    STORE_SUMS(tile, rows, panels, sums);
}

/// bf16 without its dot product: a word of a panel is split into its even and its odd half.
AVX512 INLINE void multiply_widened(const w2i_tile *tile, const int rows, const int panels) {
    __m512 sums[ROWS][2];
    LOAD_SUMS(tile, rows, panels, sums);
    const float *a = tile->rows;
    const w2i_word *b = tile->panels;
    const __m512i upper = _mm512_set1_epi32((int)0xffff0000);
    for (size_t unit = 0; unit < tile->units; unit++) {
#pragma clang loop unroll_count(4)
        for (int word = 0; word < W2I_UNIT_WORDS; word++) {
            __m512 even[2], odd[2];
            UNROLLED for (int p = 0; p < panels; p++) {
                __m512i w = _mm512_loadu_si512(b + p * tile->panel_stride + word * W2I_PANEL);
                even[p] = _mm512_castsi512_ps(_mm512_slli_epi32(w, 16));
                odd[p] = _mm512_castsi512_ps(_mm512_and_si512(w, upper));
            }
            UNROLLED for (int r = 0; r < rows; r++) {
                __m512 x = _mm512_set1_ps(a[(r * W2I_UNIT_WORDS + word) * 2]);
                UNROLLED for (int p = 0; p < panels; p++) sums[r][p] = _mm512_fmadd_ps(x, even[p], sums[r][p]);
                __m512 y = _mm512_set1_ps(a[(r * W2I_UNIT_WORDS + word) * 2 + 1]);
                UNROLLED for (int p = 0; p < panels; p++) sums[r][p] = _mm512_fmadd_ps(y, odd[p], sums[r][p]);
            }
        }
        a += rows * W2I_UNIT_WORDS * 2;
        b += W2I_PANEL_UNIT_WORDS;
    }
    STORE_SUMS(tile, rows, panels, sums);
}

AVX512BF16 INLINE void multiply_bf16(const w2i_tile *tile, const int rows, const int panels) {
    __m512 sums[ROWS][2];
    LOAD_SUMS(tile, rows, panels, sums);
    const w2i_word *a = tile->rows;
    const w2i_word *b = tile->panels;
    for (size_t unit = 0; unit < tile->units; unit++) {
#pragma clang loop unroll_count(4)
        for (int word = 0; word < W2I_UNIT_WORDS; word++) {
            __m512bh w[2];
            UNROLLED for (int p = 0; p < panels; p++)
                w[p] = (__m512bh)_mm512_loadu_si512(b + p * tile->panel_stride + word * W2I_PANEL);
            UNROLLED for (int r = 0; r < rows; r++) {
                __m512bh x = (__m512bh)_mm512_set1_epi32((int)a[r * W2I_UNIT_WORDS + word]);
                UNROLLED for (int p = 0; p < panels; p++) sums[r][p] = _mm512_dpbf16_ps(sums[r][p], x, w[p]);
            }
        }
        a += rows * W2I_UNIT_WORDS;
        b += W2I_PANEL_UNIT_WORDS;
    }
    STORE_SUMS(tile, rows, panels, sums);
}

// One function a size, so that the sums stay in registers.
#define SIZE(TARGET, NAME, R)                                                                                          \
    TARGET static __attribute__((noinline)) void NAME##_##R##x1(const w2i_tile *tile) { NAME(tile, R, 1); }            \
    TARGET static __attribute__((noinline)) void NAME##_##R##x2(const w2i_tile *tile) { NAME(tile, R, 2); }
#define SIZES(TARGET, NAME)                                                                                            \
    SIZE(TARGET, NAME, 1) SIZE(TARGET, NAME, 2) SIZE(TARGET, NAME, 3) SIZE(TARGET, NAME, 4) SIZE(TARGET, NAME, 5)      \
    SIZE(TARGET, NAME, 6) SIZE(TARGET, NAME, 7) SIZE(TARGET, NAME, 8) SIZE(TARGET, NAME, 9) SIZE(TARGET, NAME, 10)     \
    SIZE(TARGET, NAME, 11) SIZE(TARGET, NAME, 12)                                                                      \
    static void NAME##_any(const w2i_tile *tile) {                                                                     \
        static void (*const sizes[ROWS][2])(const w2i_tile *) = {                                                      \
            {NAME##_1x1, NAME##_1x2}, {NAME##_2x1, NAME##_2x2}, {NAME##_3x1, NAME##_3x2}, {NAME##_4x1, NAME##_4x2},    \
            {NAME##_5x1, NAME##_5x2}, {NAME##_6x1, NAME##_6x2}, {NAME##_7x1, NAME##_7x2}, {NAME##_8x1, NAME##_8x2},    \
            {NAME##_9x1, NAME##_9x2}, {NAME##_10x1, NAME##_10x2}, {NAME##_11x1, NAME##_11x2},                          \
            {NAME##_12x1, NAME##_12x2},                                                                                \
        };                                                                                                             \
        sizes[tile->row_count - 1][tile->panel_count - 1](tile);                                                       \
    }

SIZES(AVX512, multiply_fp32)
SIZES(AVX512, multiply_widened)
SIZES(AVX512BF16, multiply_bf16)

w2i_machine w2i_machine_avx512(w2i_type type) {
    if (type == W2I_FLOAT32)
        return (w2i_machine){.multiply = multiply_fp32_any, .rows = ROWS, .row_multiple = 1, .units = 24};
    return (w2i_machine){
        .multiply = multiply_widened_any, .rows = ROWS, .row_multiple = 1, .units = 12, .widened = true};
}

w2i_machine w2i_machine_avx512bf16(void) {
    return (w2i_machine){.multiply = multiply_bf16_any, .rows = ROWS, .row_multiple = 1, .units = 24};
}
#endif

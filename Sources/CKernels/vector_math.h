#ifndef W2I_VECTOR_MATH_H
#define W2I_VECTOR_MATH_H

#include <stdint.h>
#include <string.h>

// Scalar functions without branches or calls, so that a loop over them becomes vector code in whatever instruction set
// the function that holds the loop is compiled for. The polynomials are minimax fits of our own.

#define W2I_INLINE static inline __attribute__((always_inline))

/// bf16 is the upper half of an fp32.
W2I_INLINE float w2i_float_from_bf16(uint16_t half) {
    uint32_t bits = (uint32_t)half << 16;
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/// Rounds to nearest, ties to even; infinities stay, NaN stays NaN.
W2I_INLINE uint16_t w2i_bf16_from_float(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    uint32_t rounded = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
    uint32_t quiet = (bits >> 16) | 0x40;
    return (uint16_t)(x == x ? rounded : quiet);
}

/// e^x, relative error 2e-7. Arguments are clamped to [-87.3, 88], so the result is never zero, denormal or infinite;
/// NaN stays.
W2I_INLINE float w2i_exp(float x) {
#pragma clang fp contract(fast) reassociate(off)
    x = x < -87.3f ? -87.3f : x;
    x = x > 88.0f ? 88.0f : x;
    // Adding 1.5 · 2^23 rounds to a whole number, which then stands in the low bits.
    const float magic = 12582912.0f;
    float shifted = x * 1.44269504f + magic;
    float whole = shifted - magic;
    // ln 2 in two parts, so that the subtraction keeps its low bits.
    float r = x - whole * 0.693145752f;
    r = r - whole * 1.42860677e-6f;
    float p = 1.381461025e-03f;
    p = p * r + 8.368711152e-03f;
    p = p * r + 4.166838749e-02f;
    p = p * r + 1.666652068e-01f;
    p = p * r + 4.999999345e-01f;
    p = p * r * r + r + 1.0f;
    uint32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 127) << 23;
    float power;
    memcpy(&power, &bits, sizeof power);
    return p * power;
}

/// 1 / (1 + e^-x).
W2I_INLINE float w2i_sigmoid(float x) { return 1.0f / (1.0f + w2i_exp(-x)); }

/// Φ(x), the normal distribution's cumulative function, relative error 2e-6 down to x = -5: e^(-x²/2) times a
/// polynomial in u = 1 / (1 + 0.3 |x| / √2), the form of Abramowitz and Stegun 7.1.26 with more terms.
W2I_INLINE float w2i_normal_cdf(float x) {
#pragma clang fp contract(fast) reassociate(off)
    float magnitude = x < 0 ? -x : x;
    float u = 1.0f / (1.0f + 0.212132034f * magnitude);
    float p = -6.476138390e-02f;
    p = p * u + 2.427812755e-01f;
    p = p * u - 2.561383705e-01f;
    p = p * u + 2.738592521e-01f;
    p = p * u - 4.732484263e-02f;
    p = p * u + 1.074628103e-01f;
    p = p * u + 7.416964042e-02f;
    p = p * u + 8.535760581e-02f;
    p = p * u + 8.459400306e-02f;
    float tail = p * u * w2i_exp(-0.5f * x * x);
    return x < 0 ? tail : 1.0f - tail;
}

W2I_INLINE float w2i_silu(float x) { return x * w2i_sigmoid(x); }
W2I_INLINE float w2i_gelu(float x) { return x * w2i_normal_cdf(x); }
W2I_INLINE float w2i_quick_gelu(float x) { return x * w2i_sigmoid(1.702f * x); }

#endif

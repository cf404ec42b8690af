#ifndef W2I_NUMBERS_H
#define W2I_NUMBERS_H

#include "pack.h"
#include "vector_math.h"

#include <stddef.h>

/// fp16 to fp32 by bits: the exponent is rebased with a multiplication, which also normalises denormals.
W2I_INLINE float w2i_float_from_fp16(uint16_t half) {
    uint32_t bits = (uint32_t)(half & 0x7fff) << 13;
    float x;
    memcpy(&x, &bits, sizeof x);
    x *= 0x1p112f;
    memcpy(&bits, &x, sizeof bits);
    bits |= (half & 0x7c00) == 0x7c00 ? 0x7f800000 : 0;
    bits |= (uint32_t)(half & 0x8000) << 16;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/// Element `index` of an array that may be unaligned.
W2I_INLINE float w2i_element(const void *source, w2i_type type, size_t index) {
    if (type == W2I_FLOAT32) {
        float x;
        memcpy(&x, (const char *)source + index * sizeof x, sizeof x);
        return x;
    }
    uint16_t half;
    memcpy(&half, (const char *)source + index * sizeof half, sizeof half);
    return type == W2I_BFLOAT16 ? w2i_float_from_bf16(half) : w2i_float_from_fp16(half);
}

#endif

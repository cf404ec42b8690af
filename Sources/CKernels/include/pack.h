#ifndef W2I_PACK_H
#define W2I_PACK_H

#include "pool.h"

#include <stdbool.h>
#include <stddef.h>

/// How numbers are stored. Activations and packed weights are FLOAT32 or BFLOAT16; FLOAT16 is only read, from files.
typedef enum {
    W2I_FLOAT32 = 0,
    W2I_FLOAT16,
    W2I_BFLOAT16,
} w2i_type;

/// A weight that has been laid out for the kernels, or is going to be. One layout serves every instruction set:
/// docs/kernels.md has its picture.
typedef struct {
    w2i_type type;        ///< FLOAT32 or BFLOAT16: also the type of the activations that meet it
    size_t outputs;       ///< rows of the source: cout, for a gated weight both halves together
    size_t inputs;        ///< cin
    size_t kernel_height; ///< 1 for a matrix
    size_t kernel_width;  ///< 1 for a matrix
    bool gated;           ///< GEGLU: rows 0 ..< outputs / 2 are values, the rest gates. `outputs` must be even
    const void *packed;   ///< `w2i_packed_bytes` bytes, aligned to 64, written by `w2i_pack`
    const float *bias;    ///< `w2i_packed_outputs` floats, written by `w2i_pack_bias`; never NULL
} w2i_weight;

/// Bytes that `packed` takes.
size_t w2i_packed_bytes(const w2i_weight *weight);
/// Floats that `bias` takes: `outputs` padded to whole panels.
size_t w2i_packed_outputs(const w2i_weight *weight);

/// Lays out `source`, torch's [outputs, inputs] or [outputs, inputs, kernel_height, kernel_width] in row-major order,
/// in `packed`. Of `weight` only the shape is read. Source numbers may be unaligned: they come from mapped files.
void w2i_pack(w2i_pool *pool, const w2i_weight *weight, const void *source, w2i_type source_type, void *packed);
/// The same for a bias [outputs]. `source` may be NULL: zeros.
void w2i_pack_bias(const w2i_weight *weight, const void *source, w2i_type source_type, float *bias);

#endif

#ifndef W2I_ATTENTION_H
#define W2I_ATTENTION_H

#include "gemm.h"

#include <stdbool.h>
#include <stddef.h>

/// Queries [query_batch, tokens, heads · size], keys and values [key_batch, keys, heads · size]. Entry `i` of the
/// larger batch meets entry `i % batch` of the smaller one.
typedef struct {
    size_t query_batch, key_batch;
    size_t tokens, keys; ///< at least one key
    size_t heads, size;
    bool causal; ///< a token sees the keys up to its own place
} w2i_attention_shape;

/// Bytes of memory that `w2i_attention` needs besides its operands: linear in tokens and keys.
size_t w2i_attention_scratch_bytes(const w2i_context *context, w2i_type type, const w2i_attention_shape *shape);

/// `softmax(q kᵀ / √size) v` for each head → [larger batch, tokens, heads · size]. Sums and softmax are fp32. With bf16
/// the weights are rounded to bf16 before they meet the values where the machine has a dot product for that. `scratch`
/// is aligned to 64. The numbers do not depend on the pool's threads.
void w2i_attention(
    const w2i_context *context, w2i_type type, const w2i_attention_shape *shape, const void *queries, const void *keys,
    const void *values, void *scratch, void *result);

#endif

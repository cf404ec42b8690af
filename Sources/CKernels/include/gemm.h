#ifndef W2I_GEMM_H
#define W2I_GEMM_H

#include "isa.h"
#include "pack.h"
#include "pool.h"

#include <stddef.h>

typedef enum {
    W2I_ACTIVATION_NONE = 0,
    W2I_ACTIVATION_SILU,       ///< x · sigmoid(x)
    W2I_ACTIVATION_GELU,       ///< x · Φ(x), with the error function
    W2I_ACTIVATION_QUICK_GELU, ///< x · sigmoid(1.702 x)
} w2i_activation;

/// What happens to the sums of a product before they are stored: `activation(sum + bias) + plus`, in fp32.
typedef struct {
    w2i_activation activation;
    /// Numbers of the activations' type, [plus_rows, outputs], or NULL. Result row `r` meets row `(r / plus_repeat) %
    /// plus_rows`. A residual has `plus_repeat` 1 and as many rows as the result or, where the batch repeats, a divisor
    /// of that; a vector for each image [batch, outputs] has `plus_repeat` height · width.
    const void *plus;
    size_t plus_rows;
    size_t plus_repeat;
    /// 0, or the pixels of a line: then row `r` of the result is every other pixel of every other line of an image of
    /// twice the size. `plus` is NULL then.
    size_t doubled_line;
} w2i_epilogue;

/// What a product needs besides its operands.
typedef struct {
    w2i_pool *pool;
    w2i_isa isa;   ///< one that this machine has, unless all it selects is PORTABLE code
    void *scratch; ///< `w2i_scratch_bytes` of the pool's threads, aligned to 64; in use until the call returns
} w2i_context;

/// Scratch memory, the same for every operation and shape.
size_t w2i_scratch_bytes(int threads);

/// `result = activation(x · Wᵀ + bias) + plus`: x [rows, inputs] → [rows, outputs], both row-major in the weight's
/// type; for a gated weight `value · gelu(gate)` → [rows, outputs / 2] with neither activation nor plus. `result` may
/// be `plus`, not `x`. The numbers do not depend on the pool's threads.
void w2i_linear(
    const w2i_context *context, const w2i_weight *weight, const void *x, size_t rows,
    const w2i_epilogue *epilogue, void *result);

#endif

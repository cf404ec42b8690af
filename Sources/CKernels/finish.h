#ifndef W2I_FINISH_H
#define W2I_FINISH_H

#include "gemm.h"

#include <stdbool.h>
#include <stddef.h>

/// A stretch of one row of sums on its way into the result.
typedef struct {
    float *sums;       ///< overwritten. Gated: 16 values, their 16 gates, 16 values, ...
    const float *bias; ///< as the sums
    const void *plus;  ///< or NULL
    void *result;
    size_t count;      ///< numbers of the result
    w2i_type type;     ///< of plus and result
    w2i_activation activation;
    bool gated;
} w2i_finishing;

/// `result = activation(sums + bias) + plus`, or `value · gelu(gate)`, in the vectors of `isa`.
void w2i_finish(w2i_isa isa, const w2i_finishing *row);

#endif

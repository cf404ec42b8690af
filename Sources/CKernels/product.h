#ifndef W2I_PRODUCT_H
#define W2I_PRODUCT_H

#include "gemm.h"
#include "rows.h"

/// `activation(rows · Wᵀ + bias) + plus` for `row_count` rows: the one product behind matrices and convolutions.
void w2i_product(
    const w2i_context *context, const w2i_weight *weight, const w2i_rows *rows, size_t row_count,
    const w2i_epilogue *epilogue, void *result);

#endif

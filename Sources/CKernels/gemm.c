#include "gemm.h"

#include "layout.h"
#include "product.h"

void w2i_linear(
    const w2i_context *context, const w2i_weight *weight, const void *x, size_t rows,
    const w2i_epilogue *epilogue, void *result) {
    w2i_rows source = {
        .x = x,
        .images = {.batch = 1, .height = 1, .width = rows, .stride = 1, .result_height = 1, .result_width = rows},
        .pixel_bytes = weight->inputs * w2i_type_bytes(weight->type),
        .kernel_height = 1,
        .kernel_width = 1,
    };
    w2i_product(context, weight, &source, rows, epilogue, result);
}

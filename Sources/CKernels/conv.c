#include "conv.h"

#include "layout.h"
#include "product.h"
#include "winograd.h"

void w2i_convolution(
    const w2i_context *context, const w2i_weight *weight, const void *x, const w2i_images *images,
    const w2i_epilogue *epilogue, void *result) {
    if (w2i_winograd_pays(context, weight, images)) {
        w2i_winograd_convolution(context, weight, x, images, epilogue, result);
        return;
    }
    w2i_rows source = {
        .x = x,
        .images = *images,
        .pixel_bytes = weight->inputs * w2i_type_bytes(weight->type),
        .kernel_height = weight->kernel_height,
        .kernel_width = weight->kernel_width,
    };
    size_t rows = images->batch * images->result_height * images->result_width;
    w2i_product(context, weight, &source, rows, epilogue, result);
}

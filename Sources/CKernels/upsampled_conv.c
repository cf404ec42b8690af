#include "upsampled_conv.h"

#include "conv.h"
#include "layout.h"
#include "numbers.h"
#include "winograd.h"

void w2i_upsampling_taps(
    const void *source, w2i_type source_type, size_t outputs, size_t inputs, bool lower, bool right, float *taps) {
    // Of the kernel's three rows, an upper pixel has the first upon the small image's row before and the others upon its
    // own; a lower pixel the last upon the row after. Columns alike.
    for (size_t i = 0; i < outputs * inputs; i++, taps += 4) {
        memset(taps, 0, 4 * sizeof *taps);
        for (size_t y = 0; y < 3; y++) {
            for (size_t x = 0; x < 3; x++) {
                size_t row = y >= (lower ? 2 : 1), column = x >= (right ? 2 : 1);
                taps[2 * row + column] += w2i_element(source, source_type, 9 * i + 3 * y + x);
            }
        }
    }
}

void w2i_upsampled_convolution(
    const w2i_context *context, const w2i_weight kinds[4], const void *x, size_t batch, size_t height, size_t width,
    void *result) {
    const w2i_images whole = {
        .batch = batch,
        .height = height,
        .width = width,
        .stride = 1,
        .top = 1,
        .left = 1,
        .result_height = 2 * height,
        .result_width = 2 * width,
    };
    if (w2i_winograd_upsampled_pays(context, kinds, &whole)) {
        w2i_winograd_upsampled_convolution(context, kinds, x, &whole, result);
        return;
    }
    const w2i_epilogue epilogue = {.doubled_line = width};
    const size_t pixel = kinds[0].outputs * w2i_type_bytes(kinds[0].type);
    for (size_t lower = 0; lower < 2; lower++) {
        for (size_t right = 0; right < 2; right++) {
            w2i_images images = {
                .batch = batch,
                .height = height,
                .width = width,
                .stride = 1,
                .top = 1 - lower,
                .left = 1 - right,
                .result_height = height,
                .result_width = width,
            };
            char *first = (char *)result + (lower * 2 * width + right) * pixel;
            w2i_convolution(context, &kinds[2 * lower + right], x, &images, &epilogue, first);
        }
    }
}

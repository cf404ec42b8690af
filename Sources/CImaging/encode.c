#include "imaging.h"

#include "turns.h"

#include <vips/vips.h>

/// A picture over the caller's samples, which must outlive it.
static VipsImage *wrap(const w2i_pixels *pixels) {
    size_t count = pixels->width * pixels->height * pixels->bands;
    VipsImage *image = vips_image_new_from_memory(
        pixels->samples, count, pixels->width, pixels->height, pixels->bands, VIPS_FORMAT_UCHAR);
    if (!image) return NULL;
    image->Type = VIPS_INTERPRETATION_sRGB;
    // 72 dots an inch, which programs take to mean that nobody knows; libvips counts in millimetres.
    image->Xres = image->Yres = 72 / 25.4;
    return image;
}

static int resize(const w2i_pixels *pixels, size_t width, size_t height, w2i_pixels *result) {
    VipsImage *image = wrap(pixels), *scaled = NULL;
    int failed = !image ||
        vips_thumbnail_image(
            image, &scaled, width, "height", (int) height, "size", VIPS_SIZE_FORCE, NULL);
    if (!failed) {
        size_t count;
        result->width = vips_image_get_width(scaled);
        result->height = vips_image_get_height(scaled);
        result->bands = vips_image_get_bands(scaled);
        result->samples = vips_image_write_to_memory(scaled, &count);
        failed = !result->samples;
    }
    if (scaled) g_object_unref(scaled);
    if (image) g_object_unref(image);
    return failed;
}

bool w2i_resize(const w2i_pixels *pixels, size_t width, size_t height, w2i_pixels *result, char **message) {
    w2i_turn_begin();
    bool failed = resize(pixels, width, height, result);
    w2i_turn_end(failed ? message : NULL);
    return !failed;
}

static int save(VipsImage *image, w2i_format format, int quality, void **bytes, size_t *count) {
    // Without "strip", libvips writes metadata of its own.
    switch (format) {
    case W2I_PNG: return vips_pngsave_buffer(image, bytes, count, "strip", TRUE, NULL);
    case W2I_JPEG:
        return vips_jpegsave_buffer(
            image, bytes, count, "strip", TRUE, "Q", quality, "optimize_coding", TRUE, "subsample_mode",
            quality > 90 ? VIPS_FOREIGN_SUBSAMPLE_OFF : VIPS_FOREIGN_SUBSAMPLE_ON, NULL);
    case W2I_WEBP: return vips_webpsave_buffer(image, bytes, count, "strip", TRUE, "Q", quality, NULL);
    default: vips_error("word2img", "no encoder for this format"); return -1;
    }
}

bool w2i_encode(
    const w2i_pixels *pixels, w2i_format format, int quality, void **bytes, size_t *count, char **message) {
    w2i_turn_begin();
    VipsImage *image = wrap(pixels);
    bool failed = !image || save(image, format, quality, bytes, count);
    if (image) g_object_unref(image);
    w2i_turn_end(failed ? message : NULL);
    return !failed;
}

#include "imaging.h"

#include "turns.h"

#include <vips/vips.h>

struct w2i_source {
    VipsImage *image;
};

typedef int load(void *bytes, size_t count, VipsImage **image, ...);

w2i_source *w2i_source_open(w2i_format format, const void *bytes, size_t count, char **message) {
    static load *const loaders[] = {
        [W2I_PNG] = vips_pngload_buffer, [W2I_JPEG] = vips_jpegload_buffer, [W2I_WEBP] = vips_webpload_buffer,
        [W2I_GIF] = vips_gifload_buffer, [W2I_TIFF] = vips_tiffload_buffer,
    };
    VipsImage *image = NULL;
    w2i_turn_begin();
    // A file that ends early, or holds what can't be decoded, is an error and not a grey picture.
    bool failed = loaders[format](
        (void *) bytes, count, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
    w2i_turn_end(failed ? message : NULL);
    if (failed) return NULL;
    w2i_source *source = g_new(w2i_source, 1);
    source->image = image;
    return source;
}

w2i_header w2i_source_header(const w2i_source *source) {
    VipsBandFormat format = vips_image_get_format(source->image);
    return (w2i_header){
        .width = vips_image_get_width(source->image),
        .height = vips_image_get_height(source->image),
        .bands = vips_image_get_bands(source->image),
        .bits = format == VIPS_FORMAT_UCHAR ? 8 : format == VIPS_FORMAT_USHORT ? 16 : 0,
    };
}

void w2i_source_close(w2i_source *source) {
    w2i_turn_begin();
    g_object_unref(source->image);
    w2i_turn_end(NULL);
    g_free(source);
}

/// sRGB of 8 bits. A profile that makes no sense is passed over, as browsers do.
static int convert(VipsImage *image, VipsImage **result) {
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME)) {
        if (!vips_icc_transform(image, result, "srgb", "embedded", TRUE, "depth", 8, NULL)) return 0;
        vips_error_clear();
    }
    VipsImage *converted = NULL;
    if (vips_colourspace(image, &converted, VIPS_INTERPRETATION_sRGB, NULL)) return -1;
    int failed = vips_cast_uchar(converted, result, NULL);
    g_object_unref(converted);
    return failed;
}

static int read_upright(VipsImage *image, w2i_pixels *pixels) {
    VipsImage *converted = NULL, *memory = NULL, *upright = NULL;
    // Turning reads columns and decoding gives rows: the picture has to be in memory between them.
    int failed = convert(image, &converted) || !(memory = vips_image_copy_memory(converted)) ||
        vips_autorot(memory, &upright, NULL);
    if (!failed) {
        size_t count;
        pixels->width = vips_image_get_width(upright);
        pixels->height = vips_image_get_height(upright);
        pixels->bands = vips_image_get_bands(upright);
        pixels->samples = vips_image_write_to_memory(upright, &count);
        failed = !pixels->samples;
    }
    if (upright) g_object_unref(upright);
    if (memory) g_object_unref(memory);
    if (converted) g_object_unref(converted);
    return failed;
}

bool w2i_source_read(w2i_source *source, w2i_pixels *pixels, char **message) {
    w2i_turn_begin();
    bool failed = read_upright(source->image, pixels);
    w2i_turn_end(failed ? message : NULL);
    return !failed;
}

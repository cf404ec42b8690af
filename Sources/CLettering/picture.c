#include "line.h"

#include <math.h>
#include <string.h>

/// Of a picture; about what fonts of coloured bitmaps hold.
#define PIXELS_PER_EM 128

static const PangoGlyphItem *run_of(const w2i_line *line, size_t glyph, size_t *place) {
    for (GSList *run = pango_layout_get_line_readonly(line->layout, 0)->runs; run; run = run->next) {
        const PangoGlyphItem *item = run->data;
        *place = glyph;
        if (glyph < (size_t) item->glyphs->num_glyphs) return item;
        glyph -= item->glyphs->num_glyphs;
    }
    return NULL;
}

bool w2i_line_picture(const w2i_line *line, size_t glyph, w2i_picture *picture) {
    W2I_LOCK_FONTS();
    size_t place = 0;
    const PangoGlyphItem *run = run_of(line, glyph, &place);
    if (!run) return false;
    const PangoGlyphInfo *info = run->glyphs->glyphs + place;
    PangoRectangle ink;
    pango_font_get_glyph_extents(run->item->analysis.font, info->glyph, &ink, NULL);

    // Pango's units of the reference size, to this picture's pixels, with two free on each side.
    double scale = (double) PIXELS_PER_EM / W2I_REFERENCE_SIZE / PANGO_SCALE;
    int left = floor(ink.x * scale) - 2, top = floor(ink.y * scale) - 2;
    size_t width = ceil((ink.x + ink.width) * scale) + 2 - left, height = ceil((ink.y + ink.height) * scale) + 2 - top;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *context = cairo_create(surface);
    cairo_translate(context, -left, -top);
    cairo_scale(context, (double) PIXELS_PER_EM / W2I_REFERENCE_SIZE, (double) PIXELS_PER_EM / W2I_REFERENCE_SIZE);
    cairo_set_scaled_font(context, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(run->item->analysis.font)));
    cairo_show_glyphs(context, &(cairo_glyph_t){.index = info->glyph}, 1);
    cairo_surface_flush(surface);

    bool succeeded = cairo_status(context) == CAIRO_STATUS_SUCCESS;
    if (succeeded) {
        const w2i_glyph *placed = &g_array_index(line->glyphs, w2i_glyph, glyph);
        double em = (double) W2I_REFERENCE_SIZE * PANGO_SCALE;
        *picture = (w2i_picture){
            .pixels = g_malloc(4 * width * height),
            .width = width,
            .height = height,
            .left = placed->x + info->geometry.x_offset / em + (double) left / PIXELS_PER_EM,
            .top = (info->geometry.y_offset - run->y_offset) / em + (double) top / PIXELS_PER_EM,
            .pixel = 1.0 / PIXELS_PER_EM,
        };
        const uint8_t *rows = cairo_image_surface_get_data(surface);
        size_t stride = cairo_image_surface_get_stride(surface);
        for (size_t y = 0; y < height; y++) memcpy(picture->pixels + 4 * y * width, rows + y * stride, 4 * width);
    }
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return succeeded;
}

void w2i_picture_free(w2i_picture *picture) { g_free(picture->pixels); }

#include "lettering.h"

#include <pango/pangocairo.h>
#include <string.h>

struct w2i_text {
    PangoFontMap *fonts;
    PangoContext *context;
    PangoLayout *layout;
    PangoFontDescription *font;
};

w2i_text *w2i_text_create(const char *text, const char *family, int weight, double line_spacing) {
    w2i_text *self = g_new0(w2i_text, 1);
    self->fonts = pango_cairo_font_map_new();
    self->context = pango_font_map_create_context(self->fonts);

    // Nothing snaps to pixels: the same shapes at every size, and the same picture on every machine.
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(self->context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(self->context, 72);
    pango_context_set_round_glyph_positions(self->context, FALSE);

    self->font = pango_font_description_new();
    pango_font_description_set_family(self->font, family);
    pango_font_description_set_weight(self->font, (PangoWeight)weight);

    self->layout = pango_layout_new(self->context);
    pango_layout_set_alignment(self->layout, PANGO_ALIGN_CENTER);
    pango_layout_set_line_spacing(self->layout, (float)line_spacing);
    pango_layout_set_text(self->layout, text, -1);
    w2i_text_set_size(self, 100);
    return self;
}

void w2i_text_free(w2i_text *text) {
    g_object_unref(text->layout);
    pango_font_description_free(text->font);
    g_object_unref(text->context);
    g_object_unref(text->fonts);
    g_free(text);
}

void w2i_text_set_size(w2i_text *text, double size) {
    pango_font_description_set_absolute_size(text->font, size * PANGO_SCALE);
    pango_layout_set_font_description(text->layout, text->font);
}

w2i_box w2i_text_ink(const w2i_text *text) {
    PangoRectangle ink;
    pango_layout_get_extents(text->layout, &ink, NULL);
    const double scale = 1.0 / PANGO_SCALE;
    return (w2i_box){ink.x * scale, ink.y * scale, ink.width * scale, ink.height * scale};
}

int w2i_text_missing(const w2i_text *text) { return pango_layout_get_unknown_glyphs_count(text->layout); }

bool w2i_text_draw(const w2i_text *text, double x, double y, unsigned char *pixels, int width, int height) {
    // Cairo pads rows to its own stride.
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_t *cairo = cairo_create(surface);
    cairo_move_to(cairo, x, y);
    pango_cairo_show_layout(cairo, text->layout);
    cairo_surface_flush(surface);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    const bool is_drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS && rows != NULL;
    if (is_drawn) {
        const int stride = cairo_image_surface_get_stride(surface);
        for (int row = 0; row < height; row++)
            memcpy(pixels + (size_t)row * width, rows + (size_t)row * stride, width);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return is_drawn;
}

char **w2i_families(size_t *count) {
    PangoFontMap *fonts = pango_cairo_font_map_new();
    PangoFontFamily **families = NULL;
    int found = 0;
    pango_font_map_list_families(fonts, &families, &found);
    char **names = g_new0(char *, found + 1);
    for (int i = 0; i < found; i++) names[i] = g_strdup(pango_font_family_get_name(families[i]));
    *count = found;
    g_free(families);
    g_object_unref(fonts);
    return names;
}

void w2i_families_free(char **families, size_t count) {
    for (size_t i = 0; i < count; i++) g_free(families[i]);
    g_free(families);
}

#include "font.h"
#include "lettering.h"

#include <string.h>

struct w2i_line {
    PangoLayout *layout;
    cairo_path_t *path; ///< in pixels of the reference size
    w2i_rectangle ink;
};

/// A context whose path is all that anyone wants of it.
static cairo_t *path_context(void) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
    cairo_t *context = cairo_create(surface);
    cairo_surface_destroy(surface);
    return context;
}

w2i_line *w2i_line_new(w2i_font *font, const char *text, size_t count) {
    w2i_line *line = g_new0(w2i_line, 1);
    line->layout = pango_layout_new(font->context);
    pango_layout_set_single_paragraph_mode(line->layout, TRUE);
    pango_layout_set_text(line->layout, text, count);

    cairo_t *context = path_context();
    pango_cairo_layout_line_path(context, pango_layout_get_line_readonly(line->layout, 0));
    double left, top, right, bottom;
    cairo_path_extents(context, &left, &top, &right, &bottom);
    double em = W2I_REFERENCE_SIZE;
    line->ink = (w2i_rectangle){.left = left / em, .top = top / em, .right = right / em, .bottom = bottom / em};
    line->path = cairo_copy_path(context);
    bool failed = cairo_status(context) || line->path->status;
    cairo_destroy(context);
    if (!failed) return line;
    w2i_line_free(line);
    return NULL;
}

void w2i_line_free(w2i_line *line) {
    cairo_path_destroy(line->path);
    g_object_unref(line->layout);
    g_free(line);
}

w2i_rectangle w2i_line_ink(const w2i_line *line) { return line->ink; }

size_t w2i_line_missing(const w2i_line *line, uint32_t *characters, size_t capacity) {
    size_t found = 0;
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(line->layout, 0);
    for (GSList *run = shaped->runs; run; run = run->next) {
        const PangoGlyphString *glyphs = ((PangoGlyphItem *) run->data)->glyphs;
        for (int i = 0; i < glyphs->num_glyphs; i++) {
            PangoGlyph glyph = glyphs->glyphs[i].glyph;
            if (!(glyph & PANGO_GLYPH_UNKNOWN_FLAG)) continue;
            if (found < capacity) characters[found] = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
            found++;
        }
    }
    return found;
}

/// Glyphs that overlap, as joined scripts have them, are one shape: one fill, so that no seam shows.
static void fill(cairo_t *context, const w2i_placement *placements, size_t count, double size) {
    for (size_t i = 0; i < count; i++) {
        cairo_save(context);
        cairo_translate(context, placements[i].x, placements[i].y);
        cairo_scale(context, size / W2I_REFERENCE_SIZE, size / W2I_REFERENCE_SIZE);
        cairo_append_path(context, placements[i].line->path);
        cairo_restore(context);
    }
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING);
    cairo_set_antialias(context, CAIRO_ANTIALIAS_BEST);
    cairo_fill(context);
}

bool w2i_fill(
    const w2i_placement *placements, size_t count, double size, uint8_t *coverage, size_t width, size_t height) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, width, height);
    cairo_t *context = cairo_create(surface);
    fill(context, placements, count, size);
    bool succeeded = cairo_status(context) == CAIRO_STATUS_SUCCESS;
    cairo_surface_flush(surface);
    if (succeeded) {
        const uint8_t *rows = cairo_image_surface_get_data(surface);
        size_t stride = cairo_image_surface_get_stride(surface);
        for (size_t y = 0; y < height; y++) memcpy(coverage + y * width, rows + y * stride, width);
    }
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return succeeded;
}

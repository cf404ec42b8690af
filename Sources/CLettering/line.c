#include "line.h"

#include <hb-ot.h>

/// The ranges of characters that stand alone get the features; a combining mark goes with what it is on.
static PangoAttrList *attributes(const char *text, size_t count, const char *features) {
    PangoAttrList *list = pango_attr_list_new();
    bool joined = true;
    PangoAttribute *open = NULL;
    for (const char *at = text; at < text + count; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (g_unichar_get_script(character) != G_UNICODE_SCRIPT_INHERITED) joined = w2i_is_joined(character);
        guint end = g_utf8_next_char(at) - text;
        if (joined) {
            open = NULL;
        } else if (open) {
            open->end_index = end;
        } else {
            open = pango_attr_font_features_new(features);
            open->start_index = at - text;
            open->end_index = end;
            pango_attr_list_insert(list, open);
        }
    }
    return list;
}

static bool is_picture(PangoFont *font, PangoGlyph glyph) {
    hb_font_t *shaper = pango_font_get_hb_font(font);
    hb_face_t *face = hb_font_get_face(shaper);
    if (hb_ot_color_has_layers(face) && hb_ot_color_glyph_get_layers(face, glyph, 0, NULL, NULL)) return true;
    if (!hb_ot_color_has_png(face)) return false;
    hb_blob_t *picture = hb_ot_color_glyph_reference_png(shaper, glyph);
    bool found = hb_blob_get_length(picture) > 0;
    hb_blob_destroy(picture);
    return found;
}

static w2i_point point(cairo_path_data_t data) {
    return (w2i_point){data.point.x / W2I_REFERENCE_SIZE, data.point.y / W2I_REFERENCE_SIZE};
}

static void append(GArray *elements, const cairo_path_t *path) {
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = path->data + i;
        w2i_element element = {.verb = W2I_CLOSE};
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO: element = (w2i_element){.verb = W2I_MOVE, .end = point(data[1])}; break;
        case CAIRO_PATH_LINE_TO: element = (w2i_element){.verb = W2I_LINE, .end = point(data[1])}; break;
        case CAIRO_PATH_CURVE_TO:
            element = (w2i_element){W2I_CURVE, {point(data[1]), point(data[2])}, point(data[3])};
            break;
        case CAIRO_PATH_CLOSE_PATH: break;
        }
        g_array_append_val(elements, element);
    }
}

/// `origin` is the run's, in Pango's units; returns false if Cairo fails.
static bool add_run(w2i_line *line, cairo_t *context, const PangoGlyphItem *run, int origin) {
    PangoFont *font = run->item->analysis.font;
    cairo_set_scaled_font(context, pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
    bool succeeded = true;
    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = run->glyphs->glyphs + i;
        w2i_glyph glyph = {
            .text = run->item->offset + run->glyphs->log_clusters[i],
            .first = line->elements->len,
            .x = (double) origin / PANGO_SCALE / W2I_REFERENCE_SIZE,
            .advance = (double) info->geometry.width / PANGO_SCALE / W2I_REFERENCE_SIZE,
        };
        bool has_shape = info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG);
        if (has_shape && is_picture(font, info->glyph)) {
            glyph.picture = true;
        } else if (has_shape) {
            cairo_glyph_t shape = {
                .index = info->glyph,
                .x = (double) (origin + info->geometry.x_offset) / PANGO_SCALE,
                .y = (double) (info->geometry.y_offset - run->y_offset) / PANGO_SCALE,
            };
            cairo_new_path(context);
            cairo_glyph_path(context, &shape, 1);
            cairo_path_t *path = cairo_copy_path(context);
            if (path->status) succeeded = false;
            else append(line->elements, path);
            cairo_path_destroy(path);
        }
        glyph.count = line->elements->len - glyph.first;
        g_array_append_val(line->glyphs, glyph);
        origin += info->geometry.width;
    }
    return succeeded;
}

w2i_line *w2i_line_new(w2i_font *font, const char *text, size_t count, const char *features) {
    W2I_LOCK_FONTS();
    w2i_line *line = g_new0(w2i_line, 1);
    line->glyphs = g_array_new(FALSE, FALSE, sizeof(w2i_glyph));
    line->elements = g_array_new(FALSE, FALSE, sizeof(w2i_element));
    line->layout = pango_layout_new(font->context);
    pango_layout_set_single_paragraph_mode(line->layout, TRUE);
    pango_layout_set_text(line->layout, text, count);
    if (features) {
        PangoAttrList *list = attributes(text, count, features);
        pango_layout_set_attributes(line->layout, list);
        pango_attr_list_unref(list);
    }

    // A context whose path is all that anyone wants of it. Without bounds: Cairo drops glyphs that are far outside.
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *context = cairo_create(surface);
    cairo_surface_destroy(surface);
    bool succeeded = true;
    int origin = 0;
    for (GSList *run = pango_layout_get_line_readonly(line->layout, 0)->runs; run; run = run->next) {
        const PangoGlyphItem *item = run->data;
        origin += item->start_x_offset;
        succeeded &= add_run(line, context, item, origin);
        origin += pango_glyph_string_get_width(item->glyphs) + item->end_x_offset;
    }
    succeeded &= cairo_status(context) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(context);
    if (succeeded) return line;
    w2i_line_free(line);
    return NULL;
}

void w2i_line_free(w2i_line *line) {
    W2I_LOCK_FONTS();
    g_array_unref(line->glyphs);
    g_array_unref(line->elements);
    g_object_unref(line->layout);
    g_free(line);
}

const w2i_glyph *w2i_line_glyphs(const w2i_line *line, size_t *count) {
    *count = line->glyphs->len;
    return (const w2i_glyph *) line->glyphs->data;
}

const w2i_element *w2i_line_elements(const w2i_line *line, size_t *count) {
    *count = line->elements->len;
    return (const w2i_element *) line->elements->data;
}

size_t w2i_line_missing(const w2i_line *line, uint32_t *characters, size_t capacity) {
    W2I_LOCK_FONTS();
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

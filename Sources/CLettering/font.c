#include "font.h"
#include "lettering.h"

#include <string.h>
#include <hb.h>

GRecMutex w2i_fonts;

static bool is_alias(const char *family) {
    // Pango lists these beside what is installed.
    static const char *const aliases[] = {"Sans", "Serif", "Monospace", "System-ui"};
    for (size_t i = 0; i < G_N_ELEMENTS(aliases); i++) {
        if (!strcmp(family, aliases[i])) return true;
    }
    return false;
}

char **w2i_families(void) {
    W2I_LOCK_FONTS();
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoFontFamily **families = NULL;
    int count = 0;
    pango_font_map_list_families(map, &families, &count);
    GPtrArray *names = g_ptr_array_new();
    for (int i = 0; i < count; i++) {
        const char *name = pango_font_family_get_name(families[i]);
        if (!is_alias(name)) g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_add(names, NULL);
    g_free(families);
    g_object_unref(map);
    return (char **) g_ptr_array_free(names, FALSE);
}

void w2i_families_free(char **families) { g_strfreev(families); }

w2i_font *w2i_font_new(const char *family, int weight) {
    W2I_LOCK_FONTS();
    w2i_font *font = g_new(w2i_font, 1);
    font->map = pango_cairo_font_map_new();
    font->context = pango_font_map_create_context(font->map);

    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    pango_font_description_set_weight(description, weight);
    pango_font_description_set_absolute_size(description, W2I_REFERENCE_SIZE * PANGO_SCALE);
    pango_context_set_font_description(font->context, description);
    pango_font_description_free(description);

    // Nothing may depend on the machine's settings: neither hinting nor, for the choice of fonts, the language.
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(font->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(font->context, FALSE);
    pango_context_set_language(font->context, pango_language_from_string("en"));
    return font;
}

void w2i_font_free(w2i_font *font) {
    W2I_LOCK_FONTS();
    g_object_unref(font->context);
    g_object_unref(font->map);
    g_free(font);
}

size_t w2i_font_characters(w2i_font *font, uint32_t *characters, size_t capacity) {
    W2I_LOCK_FONTS();
    PangoFont *loaded = pango_context_load_font(font->context, pango_context_get_font_description(font->context));
    if (!loaded) return 0;
    hb_set_t *set = hb_set_create();
    hb_face_collect_unicodes(hb_font_get_face(pango_font_get_hb_font(loaded)), set);
    size_t count = hb_set_get_population(set), written = 0;
    hb_codepoint_t character = HB_SET_VALUE_INVALID;
    while (written < capacity && hb_set_next(set, &character)) characters[written++] = character;
    hb_set_destroy(set);
    g_object_unref(loaded);
    return count;
}

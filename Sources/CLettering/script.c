#include "lettering.h"

#include <glib.h>
#include <hb.h>

bool w2i_is_joined(uint32_t character) {
    switch (g_unichar_get_script(character)) {
    // Cursive.
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_MONGOLIAN:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_MANICHAEAN:
    case G_UNICODE_SCRIPT_PHAGS_PA:
    case G_UNICODE_SCRIPT_PSALTER_PAHLAVI:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_SOGDIAN:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
    // Letters that hang on one line.
    case G_UNICODE_SCRIPT_DEVANAGARI:
    case G_UNICODE_SCRIPT_BENGALI:
    case G_UNICODE_SCRIPT_GURMUKHI:
    case G_UNICODE_SCRIPT_SYLOTI_NAGRI:
    case G_UNICODE_SCRIPT_SHARADA:
    case G_UNICODE_SCRIPT_TAKRI:
    case G_UNICODE_SCRIPT_TIRHUTA:
    case G_UNICODE_SCRIPT_MODI:
    case G_UNICODE_SCRIPT_NANDINAGARI: return true;
    default: return false;
    }
}

bool w2i_is_wide(uint32_t character) { return g_unichar_iswide(character); }

bool w2i_is_from_right(uint32_t character) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

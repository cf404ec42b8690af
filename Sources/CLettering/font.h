#ifndef W2I_FONT_H
#define W2I_FONT_H

#include <pango/pangocairo.h>

/// Pixels an em at which text is shaped.
#define W2I_REFERENCE_SIZE 256

struct w2i_font {
    PangoFontMap *map;
    PangoContext *context;
};

#endif

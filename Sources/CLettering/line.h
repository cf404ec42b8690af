#ifndef W2I_LINE_H
#define W2I_LINE_H

#include "font.h"
#include "lettering.h"

struct w2i_line {
    PangoLayout *layout;
    GArray *glyphs;   ///< w2i_glyph
    GArray *elements; ///< w2i_element
};

#endif

#ifndef W2I_FONT_H
#define W2I_FONT_H

#include <pango/pangocairo.h>

/// Pixels an em at which text is shaped.
#define W2I_REFERENCE_SIZE 256

/// Up to the end of the scope, nobody else uses fonts. Cairo 1.16 shares font files between threads, keeps ten open, and
/// closes one for the next without regard for who is about to use it: a null pointer followed, rarely.
#define W2I_LOCK_FONTS() g_autoptr(GRecMutexLocker) locker G_GNUC_UNUSED = g_rec_mutex_locker_new(&w2i_fonts)
extern GRecMutex w2i_fonts;

struct w2i_font {
    PangoFontMap *map;
    PangoContext *context;
};

#endif

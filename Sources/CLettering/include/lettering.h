#ifndef W2I_LETTERING_H
#define W2I_LETTERING_H

#include <stdbool.h>
#include <stddef.h>

// Text as Pango sets it: shaped for its script, in order of its direction, lines centred, with other fonts where the family
// lacks a character. Every text has a font map of its own, so different texts may be used on different threads at a time.

typedef struct w2i_text w2i_text;

/// In pixels, y downwards.
typedef struct {
    double x, y, width, height;
} w2i_box;

/// `text`: UTF-8, lines ended by line feeds. `weight`: 100 to 1000. `line_spacing`: a factor of the font's own.
w2i_text *w2i_text_create(const char *text, const char *family, int weight, double line_spacing);
void w2i_text_free(w2i_text *text);

/// The font's size in pixels; sets the text anew.
void w2i_text_set_size(w2i_text *text, double size);

/// What is really drawn. Without hinting it grows in proportion to the size.
w2i_box w2i_text_ink(const w2i_text *text);

/// Characters that no font has.
int w2i_text_missing(const w2i_text *text);

/// Draws with the text's origin at (x, y) into 8 bits of coverage, [height, width], which must be zero before. False if there
/// is no memory.
bool w2i_text_draw(const w2i_text *text, double x, double y, unsigned char *pixels, int width, int height);

/// The families that there are, `*count` of them. Whoever called releases them by w2i_families_free.
char **w2i_families(size_t *count);
void w2i_families_free(char **families, size_t count);

#endif

#ifndef W2I_LETTERING_H
#define W2I_LETTERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Pango and Cairo, as little of them as we need: a line of text becomes an outline, outlines become coverage. Outlines are
// without hinting, so they scale; lengths are in em (the type's size), from the line's origin on the baseline, y downward.
//
// Fonts and lines belong to one thread at a time.

/// A typeface, with all installed fonts behind it for the characters that it lacks.
typedef struct w2i_font w2i_font;

/// A shaped line of text.
typedef struct w2i_line w2i_line;

/// What the ink of a line covers; all zero for a line without ink.
typedef struct {
    double left, top, right, bottom;
} w2i_rectangle;

/// Where a line goes: its origin in pixels.
typedef struct {
    const w2i_line *line;
    double x, y;
} w2i_placement;

/// The families that are installed, as a list of C strings ended by NULL, to be released by w2i_families_free.
char **w2i_families(void);
void w2i_families_free(char **families);

/// `family` may be a list separated by commas; the first that is installed counts. `weight` is 100 to 1000.
w2i_font *w2i_font_new(const char *family, int weight);
void w2i_font_free(w2i_font *font);

/// Shapes `count` bytes of UTF-8, without line breaks, in any script and direction. NULL if Cairo fails.
w2i_line *w2i_line_new(w2i_font *font, const char *text, size_t count);
void w2i_line_free(w2i_line *line);

w2i_rectangle w2i_line_ink(const w2i_line *line);

/// The characters that no font has: writes up to `capacity` code points, returns how many there are.
size_t w2i_line_missing(const w2i_line *line, uint32_t *characters, size_t capacity);

/// Fills the outlines, antialiased: coverage [height, width], 0 to 255. `size` is pixels an em. False if Cairo fails.
bool w2i_fill(
    const w2i_placement *placements, size_t count, double size, uint8_t *coverage, size_t width, size_t height);

#endif

#ifndef W2I_LETTERING_H
#define W2I_LETTERING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Pango and Cairo, as little of them as we need: a line of text becomes outlines, outlines become coverage. Outlines are
// without hinting, so they scale; a line's lengths are in em (the type's size), from its origin on the baseline, y downward.
//
// A font and its lines belong to one thread at a time. Threads with fonts of their own take turns.

/// A typeface, with all installed fonts behind it for the characters that it lacks.
typedef struct w2i_font w2i_font;

/// A shaped line of text.
typedef struct w2i_line w2i_line;

typedef struct {
    double x, y;
} w2i_point;

typedef struct {
    double left, top, right, bottom;
} w2i_rectangle;

typedef enum { W2I_MOVE, W2I_LINE, W2I_CURVE, W2I_CLOSE } w2i_verb;

/// A step of an outline. `end` is where a move, line or curve leads; `control` are a cubic curve's.
typedef struct {
    w2i_verb verb;
    w2i_point control[2];
    w2i_point end;
} w2i_element;

typedef struct {
    size_t text;         ///< byte where the characters begin that it is, with others perhaps, drawn for
    size_t first, count; ///< its outline, among the line's elements
    double x, advance;
    bool picture; ///< drawn in colours, without outline: see w2i_line_picture
} w2i_glyph;

/// A glyph in colours: [height, width, 4] in bytes, blue, green, red, alpha, colours multiplied by alpha.
typedef struct {
    uint8_t *pixels;
    size_t width, height;
    double left, top; ///< of the first pixel's corner
    double pixel;     ///< a pixel's side
} w2i_picture;

/// The families that are installed, as a list of C strings ended by NULL, to be released by w2i_families_free.
char **w2i_families(void);
void w2i_families_free(char **families);

/// `family` may be a list separated by commas; the first that is installed counts. `weight` is 100 to 1000.
w2i_font *w2i_font_new(const char *family, int weight);
void w2i_font_free(w2i_font *font);

/// The characters that the family itself has, in order: writes up to `capacity` code points, returns how many there are.
size_t w2i_font_characters(w2i_font *font, uint32_t *characters, size_t capacity);

/// Shapes `count` bytes of UTF-8, without line breaks, in any script and direction. `features`: OpenType features as in
/// "liga=0, vert=1", for the scripts that don't join, or NULL. NULL if Cairo fails.
w2i_line *w2i_line_new(w2i_font *font, const char *text, size_t count, const char *features);
void w2i_line_free(w2i_line *line);

/// From left to right. They live as long as the line.
const w2i_glyph *w2i_line_glyphs(const w2i_line *line, size_t *count);
const w2i_element *w2i_line_elements(const w2i_line *line, size_t *count);

/// Paints a picture glyph; `pixels` are to be released by w2i_picture_free. False if Cairo fails.
bool w2i_line_picture(const w2i_line *line, size_t glyph, w2i_picture *picture);
void w2i_picture_free(w2i_picture *picture);

/// The characters that no font has: writes up to `capacity` code points, returns how many there are.
size_t w2i_line_missing(const w2i_line *line, uint32_t *characters, size_t capacity);

/// Of a script whose letters hang together, as Arabic's and Devanagari's do.
bool w2i_is_joined(uint32_t character);
/// As wide as high, as Chinese, Japanese and Korean characters are.
bool w2i_is_wide(uint32_t character);
/// Of a script that is written from right to left.
bool w2i_is_from_right(uint32_t character);

/// What the outline covers, exact to 1/65,536; all zero for one without ink.
w2i_rectangle w2i_extents(const w2i_element *elements, size_t count);

/// Fills the outline, in pixels, antialiased: coverage [height, width], 0 to 255. Where `stroke` is not 0, the line of that
/// width along it is drawn instead. False if Cairo fails.
bool w2i_draw(
    const w2i_element *elements, size_t count, double stroke, uint8_t *coverage, size_t width, size_t height);

#endif

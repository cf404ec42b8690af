#ifndef W2I_READABILITY_H
#define W2I_READABILITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Tesseract, as little of it as we need: a picture of one line becomes text.
//
// A reader belongs to one thread at a time. Tesseract would start up to four OpenMP threads for a line of print; these
// functions keep it to the caller's thread, whatever OMP_THREAD_LIMIT says: that variable is read once, when the process
// starts, so setting it later would do nothing.

typedef struct w2i_reader w2i_reader;

/// `language` as Tesseract names its data, as in "eng", several joined by +. NULL if there is no data for it. `characters`
/// are all that may be read, or NULL for everything.
w2i_reader *w2i_reader_new(const char *language, const char *characters);
void w2i_reader_free(w2i_reader *reader);

/// The text of a picture of one line, dark on light, [height, width]; released by w2i_reader_free_text. NULL if nothing is
/// read. Dictionaries have no say in it.
char *w2i_reader_read(w2i_reader *reader, const uint8_t *grey, size_t width, size_t height);
void w2i_reader_free_text(char *text);

/// Whether the language's dictionary has the word.
bool w2i_reader_knows(w2i_reader *reader, const char *word);

/// The languages that there is data for, as a list of C strings ended by NULL, to be released by w2i_languages_free. Takes
/// as long as making a reader.
char **w2i_languages(void);
void w2i_languages_free(char **languages);

/// The library's version, as in "5.3.0".
const char *w2i_reader_version(void);

#endif

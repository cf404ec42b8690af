#ifndef W2I_IMAGING_H
#define W2I_IMAGING_H

#include <stdbool.h>
#include <stddef.h>

// libvips, as little of it as we need. libvips keeps one error buffer for the whole process, so these functions take
// turns: they may be called from any thread, and one call runs at a time. A function that fails sets `*message` to
// what libvips said; whoever called releases it, and every other buffer that comes out of here, by w2i_imaging_free.

typedef enum { W2I_PNG, W2I_JPEG, W2I_WEBP, W2I_GIF, W2I_TIFF } w2i_format;

/// Samples of 8 bits, row by row: [height, width, bands].
typedef struct {
    size_t width, height, bands;
    unsigned char *samples;
} w2i_pixels;

/// What a file's header says of its first frame.
typedef struct {
    size_t width, height, bands;
    int bits; ///< a sample's, unsigned; 0 for any other kind of number
} w2i_header;

/// A picture file of which only the header has been read.
typedef struct w2i_source w2i_source;

/// Starts libvips, once a process, with all loaders blocked but those of the five formats. False if it can't be
/// started.
bool w2i_imaging_start(void);

/// libvips' version.
const char *w2i_imaging_version(void);

/// Reads the header, by that format's loader and no other. `bytes` are not copied and must outlive the source. NULL
/// if it fails.
w2i_source *w2i_source_open(w2i_format format, const void *bytes, size_t count, char **message);
w2i_header w2i_source_header(const w2i_source *source);

/// Decodes into sRGB: 3 bands, or 4 with alpha (not premultiplied), upright. Once a source.
bool w2i_source_read(w2i_source *source, w2i_pixels *pixels, char **message);
void w2i_source_close(w2i_source *source);

/// Scales 3 bands to exactly `width` x `height`.
bool w2i_resize(const w2i_pixels *pixels, size_t width, size_t height, w2i_pixels *result, char **message);

/// Encodes 3 bands as PNG, JPEG or WebP, or 4 (alpha not premultiplied) as PNG; without metadata. `quality` (1 to 100)
/// is for JPEG and WebP; JPEG keeps the colours at full resolution above 90.
bool w2i_encode(
    const w2i_pixels *pixels, w2i_format format, int quality, void **bytes, size_t *count, char **message);

void w2i_imaging_free(void *buffer);

#endif

// For RTLD_DEFAULT.
#define _GNU_SOURCE

#include "readability.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

struct w2i_reader {
    TessBaseAPI *api;
};

/// Allows no parallel regions to OpenMP on this thread. Looked up at run time, for OpenMP comes with Tesseract or not at all.
static void stay_on_this_thread(void) {
    void (*set_max_active_levels)(int) = (void (*)(int)) dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
    if (set_max_active_levels) set_max_active_levels(0);
}

w2i_reader *w2i_reader_new(const char *language, const char *characters) {
    stay_on_this_thread();
    TessBaseAPI *api = TessBaseAPICreate();
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    if (TessBaseAPIInit2(api, NULL, language, OEM_LSTM_ONLY) != 0) {
        TessBaseAPIDelete(api);
        return NULL;
    }
    if (characters) TessBaseAPISetVariable(api, "tessedit_char_whitelist", characters);
    TessBaseAPISetPageSegMode(api, PSM_RAW_LINE);
    w2i_reader *reader = malloc(sizeof *reader);
    reader->api = api;
    return reader;
}

void w2i_reader_free(w2i_reader *reader) {
    TessBaseAPIEnd(reader->api);
    TessBaseAPIDelete(reader->api);
    free(reader);
}

char *w2i_reader_read(w2i_reader *reader, const uint8_t *grey, size_t width, size_t height) {
    stay_on_this_thread();
    TessBaseAPISetImage(reader->api, grey, width, height, 1, width);
    // Only silences a complaint: a line is scaled to the network's height anyway.
    TessBaseAPISetSourceResolution(reader->api, 150);
    return TessBaseAPIGetUTF8Text(reader->api);
}

void w2i_reader_free_text(char *text) { TessDeleteText(text); }

bool w2i_reader_knows(w2i_reader *reader, const char *word) { return TessBaseAPIIsValidWord(reader->api, word) != 0; }

char **w2i_languages(void) {
    stay_on_this_thread();
    TessBaseAPI *api = TessBaseAPICreate();
    TessBaseAPISetVariable(api, "debug_file", "/dev/null");
    // Without a language there is no folder to look into.
    char **languages = TessBaseAPIInit2(api, NULL, "eng", OEM_LSTM_ONLY) == 0
        ? TessBaseAPIGetAvailableLanguagesAsVector(api)
        : NULL;
    TessBaseAPIEnd(api);
    TessBaseAPIDelete(api);
    return languages;
}

void w2i_languages_free(char **languages) { TessDeleteTextArray(languages); }

const char *w2i_reader_version(void) { return TessVersion(); }

#include "imaging.h"

#include "turns.h"

#include <pthread.h>
#include <vips/vips.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static bool started;

static void ignore(const char *domain, GLogLevelFlags level, const char *text, void *data) {
    (void) domain, (void) level, (void) text, (void) data;
}

static void start(void) {
    // What is only a warning to libvips would go to standard error; what matters comes back as an error.
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG, ignore, NULL);
    if (vips_init("word2img")) return;
    static const char *const allowed[] = {
        "VipsForeignLoadPng",   "VipsForeignLoadJpeg", "VipsForeignLoadWebp",
        "VipsForeignLoadNsgif", "VipsForeignLoadTiff",
    };
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++) vips_operation_block_set(allowed[i], FALSE);
    // No picture is made twice, so there is nothing to remember; and the processors are the engine's.
    vips_cache_set_max(0);
    vips_concurrency_set(1);
    started = true;
}

bool w2i_imaging_start(void) {
    pthread_once(&once, start);
    return started;
}

const char *w2i_imaging_version(void) { return vips_version_string(); }

void w2i_imaging_free(void *buffer) { g_free(buffer); }

void w2i_turn_begin(void) {
    pthread_mutex_lock(&turn);
    vips_error_clear();
}

void w2i_turn_end(char **message) {
    if (message) *message = vips_error_buffer_copy();
    vips_error_clear();
    pthread_mutex_unlock(&turn);
}

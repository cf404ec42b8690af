#include "tile.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define BODY_TARGET __attribute__((target("amx-tile,amx-bf16")))
#define TILE_ZERO(t) _tile_zero(t)
#define TILE_LOAD(t, from, stride) _tile_loadd(t, from, stride)
#define TILE_STORE(t, to, stride) _tile_stored(t, to, stride)
#define TILE_DOT(sums, rows, panel) _tile_dpbf16ps(sums, rows, panel)
#include "tile_amx_body.h"

/// Palette 1 is architectural: eight tiles of 16 rows x 64 bytes, configured without asking CPUID leaf 1DH, which
/// hypervisors hide.
BODY_TARGET static void begin(void) {
    struct {
        uint8_t palette, start_row, reserved[14];
        uint16_t row_bytes[16];
        uint8_t rows[16];
    } configuration = {.palette = 1};
    _Static_assert(sizeof configuration == 64, "the processor reads 64 bytes");
    for (int t = 0; t < 8; t++) {
        configuration.row_bytes[t] = W2I_UNIT_BYTES;
        configuration.rows[t] = 16;
    }
    _tile_loadconfig(&configuration);
}

/// Tiles in use make context switches dear and can keep a core from its higher clock.
BODY_TARGET static void end(void) { _tile_release(); }

w2i_machine w2i_machine_amx(void) {
    return (w2i_machine){.multiply = multiply, .rows = 32, .row_multiple = 16, .placed = true, .units = 16, .begin = begin, .end = end};
}
#endif

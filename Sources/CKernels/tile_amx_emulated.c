#include "tile.h"
#include "vector_math.h"

// The eight tiles and the instructions on them in plain C.

static _Thread_local uint32_t tiles[8][16][16];

static void zero(int t) { memset(tiles[t], 0, sizeof tiles[t]); }

static void load(int t, const void *from, size_t stride) {
    for (int row = 0; row < 16; row++) memcpy(tiles[t][row], (const char *)from + row * stride, W2I_UNIT_BYTES);
}

static void store(int t, void *to, size_t stride) {
    for (int row = 0; row < 16; row++) memcpy((char *)to + row * stride, tiles[t][row], W2I_UNIT_BYTES);
}

static void dot(int sums, int rows, int panel) {
    for (int row = 0; row < 16; row++) {
        for (int word = 0; word < 16; word++) {
            uint32_t a = tiles[rows][row][word];
            for (int output = 0; output < 16; output++) {
                uint32_t b = tiles[panel][word][output];
                float sum;
                memcpy(&sum, &tiles[sums][row][output], sizeof sum);
                sum += w2i_float_from_bf16((uint16_t)a) * w2i_float_from_bf16((uint16_t)b);
                sum += w2i_float_from_bf16((uint16_t)(a >> 16)) * w2i_float_from_bf16((uint16_t)(b >> 16));
                memcpy(&tiles[sums][row][output], &sum, sizeof sum);
            }
        }
    }
}

#define BODY_TARGET
#define TILE_ZERO(t) zero(t)
#define TILE_LOAD(t, from, stride) load(t, from, stride)
#define TILE_STORE(t, to, stride) store(t, to, stride)
#define TILE_DOT(sums, rows, panel) dot(sums, rows, panel)
#include "tile_amx_body.h"

w2i_machine w2i_machine_amx_emulated(void) {
    return (w2i_machine){.multiply = multiply, .rows = 32, .row_multiple = 16, .placed = true, .units = 16};
}

#include "tile.h"
#include "vector_math.h"

// The algorithm in plain C: what the other instruction sets are versions of.

enum { ROWS = 4 };

/// A word of `panel` as fp32: `values[0]` meets the even half of a row's word, `values[1]` the odd one.
W2I_INLINE float half(uint32_t word, int odd) { return w2i_float_from_bf16((uint16_t)(odd ? word >> 16 : word)); }

W2I_INLINE void multiply(const w2i_tile *tile, const int halves) {
    for (int panel = 0; panel < tile->panel_count; panel++) {
        for (int r = 0; r < tile->row_count; r++) {
            float *to = tile->sums + r * tile->sums_stride + panel * W2I_PANEL;
            float sums[W2I_PANEL];
            for (int o = 0; o < W2I_PANEL; o++) sums[o] = tile->accumulate ? to[o] : 0;
            for (size_t unit = 0; unit < tile->units; unit++) {
                const float *a = (const float *)tile->rows + (unit * tile->row_count + r) * W2I_UNIT_WORDS * halves;
                const w2i_word *b = tile->panels + panel * tile->panel_stride + unit * W2I_PANEL_UNIT_WORDS;
                for (int word = 0; word < W2I_UNIT_WORDS; word++, b += W2I_PANEL) {
                    for (int odd = 0; odd < halves; odd++) {
                        float x = a[word * halves + odd];
                        for (int o = 0; o < W2I_PANEL; o++) {
                            float w;
                            if (halves == 2) w = half(b[o], odd);
                            else memcpy(&w, &b[o], sizeof w);
                            sums[o] += x * w;
                        }
                    }
                }
            }
            for (int o = 0; o < W2I_PANEL; o++) to[o] = sums[o];
        }
    }
}

static void multiply_fp32(const w2i_tile *tile) { multiply(tile, 1); }
static void multiply_widened(const w2i_tile *tile) { multiply(tile, 2); }

w2i_machine w2i_machine_portable(w2i_type type) {
    if (type == W2I_FLOAT32)
        return (w2i_machine){.multiply = multiply_fp32, .rows = ROWS, .row_multiple = 1, .units = 24};
    return (w2i_machine){
        .multiply = multiply_widened, .rows = ROWS, .row_multiple = 1, .units = 12, .widened = true};
}

#include "layout.h"
#include "numbers.h"

// Packed: [panel][unit][16 words][16 outputs] of 32-bit words (tile.h). The k axis runs over kernel rows, kernel
// columns and inputs, inputs fastest, as a gathered row of activations does; it is padded with zeros to whole units
// once, at its end.

size_t w2i_packed_bytes(const w2i_weight *weight) {
    return w2i_panels(weight) * w2i_units(weight) * W2I_PANEL_UNIT_WORDS * sizeof(uint32_t);
}

size_t w2i_packed_outputs(const w2i_weight *weight) { return w2i_panels(weight) * W2I_PANEL; }

/// The source's row that becomes output `lane` of `panel`, or -1 where there is only padding. A gated weight's panels
/// alternate between values and gates, so that the two meet in one tile.
static ptrdiff_t source_row(const w2i_weight *weight, size_t panel, size_t lane) {
    size_t half = weight->gated ? weight->outputs / 2 : weight->outputs;
    size_t row = (weight->gated ? panel / 2 : panel) * W2I_PANEL + lane;
    if (row >= half) return -1;
    return (ptrdiff_t)(weight->gated && panel % 2 == 1 ? half + row : row);
}

typedef struct {
    const w2i_weight *weight;
    const void *source;
    w2i_type source_type;
    w2i_word *packed;
} w2i_packing;

enum { MOST_IN_UNIT = 2 * W2I_UNIT_WORDS };

/// Copies the `count` source numbers of `bytes` bytes whose k begins at `first`; zeros past the end of k.
W2I_INLINE void collect(
    const w2i_weight *weight, const char *row, const size_t bytes, size_t first, const size_t count, char *numbers) {
    const size_t inputs = weight->inputs, depth = w2i_depth(weight), taps = depth / inputs;
    size_t tap = first / inputs, input = first % inputs;
    if (input + count <= inputs) {
        const char *from = row + (input * taps + tap) * bytes;
        for (size_t i = 0; i < count; i++) memcpy(numbers + i * bytes, from + i * taps * bytes, bytes);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (first + i < depth) memcpy(numbers + i * bytes, row + (input * taps + tap) * bytes, bytes);
        else memset(numbers + i * bytes, 0, bytes);
        if (++input == inputs) input = 0, tap++;
    }
}

/// One output's words of a unit, whose first k is `first`, to every 16th word of `to`.
W2I_INLINE void pack_unit(
    const w2i_weight *weight, const char *row, const w2i_type source_type, const w2i_type type, size_t first,
    w2i_word *to) {
    const size_t count = type == W2I_BFLOAT16 ? MOST_IN_UNIT : W2I_UNIT_WORDS;
    // In steps, so that all but the strided ones become vector code.
    char numbers[MOST_IN_UNIT * sizeof(float)];
    collect(weight, row, w2i_type_bytes(source_type), first, count, numbers);
    float values[MOST_IN_UNIT];
    for (size_t i = 0; i < count; i++) values[i] = w2i_element(numbers, source_type, i);
    uint16_t halves[MOST_IN_UNIT];
    uint32_t words[W2I_UNIT_WORDS];
    if (type == W2I_BFLOAT16) {
        for (size_t i = 0; i < count; i++) halves[i] = w2i_bf16_from_float(values[i]);
        memcpy(words, halves, sizeof words);
    } else {
        memcpy(words, values, sizeof words);
    }
    for (size_t word = 0; word < W2I_UNIT_WORDS; word++) to[word * W2I_PANEL] = words[word];
}

W2I_INLINE void pack_panel(const w2i_packing *packing, size_t panel, const w2i_type source_type, const w2i_type type) {
    const w2i_weight *weight = packing->weight;
    size_t row_bytes = w2i_depth(weight) * w2i_type_bytes(source_type);
    size_t units = w2i_units(weight), unit_depth = w2i_unit_depth(type);
    w2i_word *to = packing->packed + panel * units * W2I_PANEL_UNIT_WORDS;
    for (size_t unit = 0; unit < units; unit++, to += W2I_PANEL_UNIT_WORDS) {
        for (size_t lane = 0; lane < W2I_PANEL; lane++) {
            ptrdiff_t row = source_row(weight, panel, lane);
            if (row < 0) {
                for (size_t word = 0; word < W2I_UNIT_WORDS; word++) to[word * W2I_PANEL + lane] = 0;
            } else {
                const char *from = (const char *)packing->source + (size_t)row * row_bytes;
                pack_unit(weight, from, source_type, type, unit * unit_depth, to + lane);
            }
        }
    }
}

static void pack_task(void *context, size_t panel, int thread) {
    (void)thread;
    const w2i_packing *packing = context;
    // Types as constants, so that each pair gets loops of its own.
    if (packing->weight->type == W2I_BFLOAT16) {
        switch (packing->source_type) {
        case W2I_FLOAT32: pack_panel(packing, panel, W2I_FLOAT32, W2I_BFLOAT16); break;
        case W2I_FLOAT16: pack_panel(packing, panel, W2I_FLOAT16, W2I_BFLOAT16); break;
        case W2I_BFLOAT16: pack_panel(packing, panel, W2I_BFLOAT16, W2I_BFLOAT16); break;
        }
    } else {
        switch (packing->source_type) {
        case W2I_FLOAT32: pack_panel(packing, panel, W2I_FLOAT32, W2I_FLOAT32); break;
        case W2I_FLOAT16: pack_panel(packing, panel, W2I_FLOAT16, W2I_FLOAT32); break;
        case W2I_BFLOAT16: pack_panel(packing, panel, W2I_BFLOAT16, W2I_FLOAT32); break;
        }
    }
}

void w2i_pack(w2i_pool *pool, const w2i_weight *weight, const void *source, w2i_type source_type, void *packed) {
    w2i_packing packing = {weight, source, source_type, packed};
    w2i_pool_run(pool, w2i_panels(weight), pack_task, &packing);
}

void w2i_pack_bias(const w2i_weight *weight, const void *source, w2i_type source_type, float *bias) {
    for (size_t panel = 0; panel < w2i_panels(weight); panel++) {
        for (size_t lane = 0; lane < W2I_PANEL; lane++) {
            ptrdiff_t row = source ? source_row(weight, panel, lane) : -1;
            bias[panel * W2I_PANEL + lane] = row < 0 ? 0 : w2i_element(source, source_type, (size_t)row);
        }
    }
}

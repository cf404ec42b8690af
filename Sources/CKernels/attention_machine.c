#include "attention_machine.h"

enum { MOST_UNITS = 64, HALF_ROWS = 16 }; // heads of 2,048 numbers; blocks of keys are shorter

/// The matrix product's tiles, two panels at a time. Sums are padded to whole units, and a tile has all its rows.
static void multiply_tiles(const w2i_attention_product *product, const w2i_machine *machine) {
    const uint32_t unit_bytes = (uint32_t)machine->rows * W2I_UNIT_BYTES;
    const char *rows = (const char *)product->rows;
    const size_t units = product->words / W2I_UNIT_WORDS;
    uint32_t row_units[MOST_UNITS], panel_units[MOST_UNITS];
    for (uint32_t i = 0; i < units; i++) {
        row_units[i] = i * unit_bytes;
        panel_units[i] = i * W2I_PANEL_UNIT_WORDS;
    }
    for (size_t panel = 0; panel < product->panel_count; panel += 2) {
        w2i_tile tile = {
            .placed =
                {{rows, W2I_UNIT_BYTES, row_units}, {rows + HALF_ROWS * W2I_UNIT_BYTES, W2I_UNIT_BYTES, row_units}},
            .panel_units = panel_units,
            .panels = product->panels + panel * product->panel_stride,
            .panel_stride = product->panel_stride,
            .units = units,
            .sums = product->sums + panel * W2I_PANEL,
            .sums_stride = product->sums_stride,
            .row_count = machine->rows,
            .panel_count = product->panel_count - panel >= 2 ? 2 : 1,
            .accumulate = product->accumulate,
        };
        machine->multiply(&tile);
    }
}

static void multiply_amx(const w2i_attention_product *product) {
    w2i_machine machine = w2i_machine_for(W2I_ISA_AMX, W2I_BFLOAT16);
    multiply_tiles(product, &machine);
}

w2i_attention_machine w2i_attention_machine_for(w2i_isa isa, w2i_type type) {
    w2i_isa best = w2i_isa_best(), usable = isa < best ? isa : best;
    w2i_attention_machine machine = w2i_attention_machine_plain(usable);
    if (type != W2I_BFLOAT16) return machine;
    bool tiles = isa == W2I_ISA_AMX;
    if (tiles) machine.weigh = w2i_attention_weigh_bf16;
#if defined(__x86_64__)
    if (usable >= W2I_ISA_AVX512BF16) machine = w2i_attention_machine_avx512bf16();
#endif
    if (tiles) {
        w2i_machine amx = w2i_machine_for(W2I_ISA_AMX, W2I_BFLOAT16);
        machine.multiply = multiply_amx;
        machine.begin = amx.begin;
        machine.end = amx.end;
        machine.rows = (size_t)amx.rows;
        machine.word_multiple = W2I_UNIT_WORDS;
        machine.bf16 = true;
    }
    return machine;
}

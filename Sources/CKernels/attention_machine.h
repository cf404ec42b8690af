#ifndef W2I_ATTENTION_MACHINE_H
#define W2I_ATTENTION_MACHINE_H

#include "isa.h"
#include "pack.h"
#include "tile.h"

#include <stdbool.h>
#include <stddef.h>

// The two steps of attention that an instruction set has its own version of. Words, units and panels are tile.h's; the
// last unit of a row may be shorter than 16 words.

/// `sums = rows · panels`, or added to them, for a whole tile of the machine's rows.
typedef struct {
    const w2i_word *rows;   ///< [unit][machine's rows][16 words]
    const w2i_word *panels; ///< [panel][word][16 columns]
    size_t panel_stride;    ///< words from one panel to the next
    size_t panel_count;
    size_t words;           ///< length of the sums
    float *sums;
    size_t sums_stride;
    bool accumulate;
} w2i_attention_product;

/// The running softmax of one query.
typedef struct {
    float highest;           ///< score so far, before scaling
    float total[W2I_PANEL];  ///< of the weights so far, relative to `highest`; in parts
} w2i_attention_row;

/// Turns one row of scores into weights `e^(scale · (score - highest))` and takes them into `row`.
typedef struct {
    const float *scores;
    size_t count; ///< a multiple of 32
    float scale;
    w2i_attention_row *row;
    w2i_word *weights;  ///< a row of units
    size_t unit_stride; ///< words
} w2i_attention_weighting;

typedef struct {
    void (*multiply)(const w2i_attention_product *product);
    /// Returns the factor that brings what was summed before to the new highest score.
    float (*weigh)(const w2i_attention_weighting *weighting);
    void (*begin)(void); ///< called by a thread before its first product, and
    void (*end)(void);   ///< after its last; may be NULL
    size_t rows;         ///< of a tile
    size_t word_multiple; ///< the length of a sum is padded with zeros to a multiple of this
    bool bf16;           ///< words are pairs of bf16; otherwise single fp32, whatever the tensors hold
} w2i_attention_machine;

/// The machine for `isa` or, where this CPU lacks it, the best that it has; AMX is then emulated.
w2i_attention_machine w2i_attention_machine_for(w2i_isa isa, w2i_type type);

w2i_attention_machine w2i_attention_machine_plain(w2i_isa usable);
/// Weights as bf16 pairs, in plain vector code.
float w2i_attention_weigh_bf16(const w2i_attention_weighting *weighting);
#if defined(__x86_64__)
w2i_attention_machine w2i_attention_machine_avx512bf16(void);
#endif

#endif

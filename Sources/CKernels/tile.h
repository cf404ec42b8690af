#ifndef W2I_TILE_H
#define W2I_TILE_H

#include "isa.h"
#include "pack.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The innermost step of every product: a tile of a few rows times one or two panels of 16 outputs, over a stretch of k.
//
// A *word* is 32 bits of one row's k axis: one fp32 or two neighbouring bf16. A *unit* is 16 words: 64 bytes.
//   rows    [unit][row][16 words]: a unit of one row is a cache line, and a tile's row block is contiguous
//   panel   [unit][16 words][16 outputs] of words, 1 KB a unit, as `w2i_pack` writes it
//   sums    [row][stride] fp32
// Machines without a bf16 dot product take bf16 rows widened to fp32: [unit][row][32 fp32]. Panels are the same for
// all.

/// A word is read and written as numbers of several types.
typedef uint32_t __attribute__((may_alias)) w2i_word;

enum { W2I_UNIT_WORDS = 16, W2I_UNIT_BYTES = 64, W2I_PANEL = 16, W2I_PANEL_UNIT_WORDS = 256 };

/// Up to sixteen rows where they lie, `stride` bytes apart: unit `i` of the first is at `first + units[i]`.
typedef struct {
    const char *first;
    size_t stride;
    const uint32_t *units;
} w2i_placed_rows;

typedef struct {
    const void *rows;         ///< aligned to 64; or, for a `placed` machine,
    w2i_placed_rows placed[2]; ///< rows 0 to 15 and 16 to 31
    const uint32_t *panel_units; ///< and unit `i` of a panel, in words from its start
    const w2i_word *panels;   ///< the first panel, at the first unit; for a `placed` machine at its start
    size_t panel_stride;      ///< words from one panel to the next
    size_t units;             ///< length of this stretch of k
    float *sums;
    size_t sums_stride;
    int row_count;            ///< 1 ... `w2i_machine.rows`
    int panel_count;          ///< 1 or 2
    bool accumulate;          ///< add to `sums`, or write them anew
    /// What a `placed` machine does beside: called for each unit while the tiles multiply; may be NULL.
    void (*beside)(void *context, size_t unit, size_t units);
    void *context;
} w2i_tile;

/// How one instruction set multiplies numbers of one type.
typedef struct {
    void (*multiply)(const w2i_tile *tile);
    int rows;              ///< the most rows of a tile
    /// The row block is laid out, and `sums` are written, for a multiple of this; surplus rows may hold anything.
    int row_multiple;
    bool placed;           ///< takes rows where they lie, sixteen of them evenly spaced
    size_t units;          ///< the longest stretch of k for which a row block stays in the first-level cache
    bool widened;          ///< takes bf16 rows as fp32
    void (*begin)(void);   ///< called by a thread before its first tile, and
    void (*end)(void);     ///< after its last; may be NULL
} w2i_machine;

/// The machine for `isa` or, where this CPU lacks it, the best that it has; AMX on bf16 is then emulated.
w2i_machine w2i_machine_for(w2i_isa isa, w2i_type type);

w2i_machine w2i_machine_portable(w2i_type type);
#if defined(__x86_64__)
w2i_machine w2i_machine_avx2(w2i_type type);
w2i_machine w2i_machine_avx512(w2i_type type);
w2i_machine w2i_machine_avx512bf16(void);
w2i_machine w2i_machine_amx(void);
#endif
/// AMX's blocking on tiles written in plain C, so that it can be tested anywhere.
w2i_machine w2i_machine_amx_emulated(void);

#endif

#ifndef W2I_FINISH_TILE_H
#define W2I_FINISH_TILE_H

#include "finish.h"

#include <stdint.h>

enum { W2I_FINISHING_ROWS = 32 };

/// The sums of a tile of rows and two panels on their way into the result, in bf16.
typedef struct {
    float *sums; ///< may be overwritten
    size_t sums_stride;
    const float *bias; ///< of the panels
    uint16_t *results[W2I_FINISHING_ROWS];
    const uint16_t *plus[W2I_FINISHING_ROWS];
    bool has_plus;
    size_t first; ///< number of each of these rows that is the panels' first
    int row_count;
    int count; ///< numbers of each row: 1 to 32, gated 1 to 16
    w2i_activation activation;
    bool gated;
} w2i_finishing_tile;

/// `result = activation(sums + bias) + plus`, or `value · gelu(gate)`, for rows `first_row` ..< `end_row` of the tile.
void w2i_finish_tile(w2i_isa isa, const w2i_finishing_tile *tile, int first_row, int end_row);

#endif

// AMX's blocking, included once for the real tiles and once for their emulation. The includer defines
//   BODY_TARGET                     the target attribute
//   TILE_ZERO(t)                    tile t = 0
//   TILE_LOAD(t, from, stride)      16 rows of 64 bytes, `stride` bytes apart
//   TILE_STORE(t, to, stride)
//   TILE_DOT(sums, rows, panel)     sums += rows · panel: 16 x 16 fp32 from 16 x 32 bf16 and 16 words x 16 outputs
// Tile numbers are constants: sums 0 to 3, rows 4 and 5, panels 6 and 7.

/// Up to 32 rows x 2 panels: four sums, so that each tile that is loaded is used twice. The rows stay in the
/// first-level cache, the panels come from the second.
BODY_TARGET static inline __attribute__((always_inline)) void
block(const w2i_tile *tile, const bool two_rows, const bool two_panels) {
    float *sums = tile->sums, *below = tile->sums + 16 * tile->sums_stride;
    size_t stride = tile->sums_stride * sizeof(float);
    if (tile->accumulate) {
        TILE_LOAD(0, sums, stride);
        if (two_panels) TILE_LOAD(1, sums + W2I_PANEL, stride);
        if (two_rows) TILE_LOAD(2, below, stride);
        if (two_rows && two_panels) TILE_LOAD(3, below + W2I_PANEL, stride);
    } else {
        TILE_ZERO(0);
        if (two_panels) TILE_ZERO(1);
        if (two_rows) TILE_ZERO(2);
        if (two_rows && two_panels) TILE_ZERO(3);
    }
    const w2i_placed_rows upper = tile->placed[0], lower = tile->placed[1];
    for (size_t unit = 0; unit < tile->units; unit++) {
        const w2i_word *panel = tile->panels + tile->panel_units[unit];
        TILE_LOAD(4, upper.first + upper.units[unit], upper.stride);
        TILE_LOAD(6, panel, W2I_UNIT_BYTES);
        TILE_DOT(0, 4, 6);
        if (two_panels) {
            TILE_LOAD(7, panel + tile->panel_stride, W2I_UNIT_BYTES);
            TILE_DOT(1, 4, 7);
        }
        if (two_rows) {
            TILE_LOAD(5, lower.first + lower.units[unit], lower.stride);
            TILE_DOT(2, 5, 6);
        }
        if (two_rows && two_panels) TILE_DOT(3, 5, 7);
        if (tile->beside) tile->beside(tile->context, unit, tile->units);
    }
    TILE_STORE(0, sums, stride);
    if (two_panels) TILE_STORE(1, sums + W2I_PANEL, stride);
    if (two_rows) TILE_STORE(2, below, stride);
    if (two_rows && two_panels) TILE_STORE(3, below + W2I_PANEL, stride);
}

BODY_TARGET static void multiply(const w2i_tile *tile) {
    bool two_rows = tile->row_count > 16, two_panels = tile->panel_count == 2;
    if (two_rows && two_panels) block(tile, true, true);
    else if (two_panels) block(tile, false, true);
    else if (two_rows) block(tile, true, false);
    else block(tile, false, false);
}

#ifndef W2I_LAYOUT_H
#define W2I_LAYOUT_H

#include "pack.h"
#include "tile.h"

// Extents of packed weights, in the terms of tile.h.

static inline size_t w2i_type_bytes(w2i_type type) { return type == W2I_FLOAT32 ? 4 : 2; }

/// Elements along k in one unit.
static inline size_t w2i_unit_depth(w2i_type type) { return W2I_UNIT_BYTES / w2i_type_bytes(type); }

/// Length of the k axis: products that one sum has.
static inline size_t w2i_depth(const w2i_weight *weight) {
    return weight->inputs * weight->kernel_height * weight->kernel_width;
}

static inline size_t w2i_units(const w2i_weight *weight) {
    size_t unit = w2i_unit_depth(weight->type);
    return (w2i_depth(weight) + unit - 1) / unit;
}

static inline size_t w2i_panels(const w2i_weight *weight) {
    if (weight->gated) return 2 * ((weight->outputs / 2 + W2I_PANEL - 1) / W2I_PANEL);
    return (weight->outputs + W2I_PANEL - 1) / W2I_PANEL;
}

#endif

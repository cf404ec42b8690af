#ifndef W2I_WINOGRAD_FORMS_H
#define W2I_WINOGRAD_FORMS_H

#include "tile.h"
#include "vector_math.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Winograd's form does to pixels, taps and sums, eight channels or outputs at a time. In one dimension, with
// pixels d, taps g and results y:
//   plain      d0-d2, d1+d2, d2-d1, d1-d3   times   g0, (g0+g1+g2)/2, (g0-g1+g2)/2, g2   are m0 ... m3
//              y0 = m0+m1+m2, y1 = m1-m2-m3
//   upsampled  d0-d1, d1, d1-d2             times   g0, g0+g1+g2, g2                     are m0 ... m2
//              y0 = m0+m1,    y1 = m1-m2
// In two, lines come first and columns then.

typedef enum {
    W2I_WINOGRAD_PLAIN,
    W2I_WINOGRAD_UPSAMPLED, ///< weights are the four kinds of upsampled_conv.h
} w2i_winograd_form;

enum {
    W2I_WINOGRAD_LANES = 8,
    W2I_WINOGRAD_SIDE = 4, ///< of a patch, at most
    W2I_WINOGRAD_MATRICES = W2I_WINOGRAD_SIDE * W2I_WINOGRAD_SIDE,
    W2I_WINOGRAD_TAPS = 9,
    W2I_WINOGRAD_JOINED = 2, ///< side of the part of the result that a patch becomes
};

#define W2I_UNROLLED _Pragma("clang loop unroll(full)")

/// Numbers of fp32 in a vector or two, and the words of bf16 or of a panel that they are made of.
typedef float w2i_lanes __attribute__((vector_size(4 * W2I_WINOGRAD_LANES), aligned(4), may_alias));
typedef uint16_t w2i_half_lanes __attribute__((vector_size(2 * W2I_WINOGRAD_LANES), aligned(2), may_alias));
typedef uint32_t w2i_word_lanes __attribute__((vector_size(4 * W2I_WINOGRAD_LANES), aligned(4), may_alias));

W2I_INLINE int w2i_winograd_side(const w2i_winograd_form form) { return form == W2I_WINOGRAD_PLAIN ? 4 : 3; }

/// Where a patch's pixels are.
typedef struct {
    const char *first[W2I_WINOGRAD_SIDE][W2I_WINOGRAD_SIDE];
    size_t channel_bytes[W2I_WINOGRAD_SIDE][W2I_WINOGRAD_SIDE]; ///< 0 outside the image, where zeros are read
} w2i_patch;

W2I_INLINE void w2i_load_channels(const char *from, const bool bf16, w2i_lanes *to) {
    if (bf16) *to = (w2i_lanes)(__builtin_convertvector(*(const w2i_half_lanes *)from, w2i_word_lanes) << 16);
    else *to = *(const w2i_lanes *)from;
}

W2I_INLINE void w2i_spread_pixels(const w2i_winograd_form form, const w2i_lanes d[4], w2i_lanes to[4]) {
    if (form == W2I_WINOGRAD_PLAIN) to[0] = d[0] - d[2], to[1] = d[1] + d[2], to[2] = d[2] - d[1], to[3] = d[1] - d[3];
    else to[0] = d[0] - d[1], to[1] = d[1], to[2] = d[1] - d[2];
}

/// Eight channels of a patch, from `channel` on, to the matrices, which are `stride` numbers apart.
W2I_INLINE void w2i_spread_patch(
    const w2i_winograd_form form, const w2i_patch *patch, size_t channel, const bool bf16, float *to, size_t stride) {
    const int side = w2i_winograd_side(form);
    w2i_lanes lines[4][4]; // [column][line]
    W2I_UNROLLED for (int x = 0; x < side; x++) {
        w2i_lanes d[4];
        W2I_UNROLLED for (int y = 0; y < side; y++)
            w2i_load_channels(patch->first[y][x] + channel * patch->channel_bytes[y][x], bf16, &d[y]);
        w2i_spread_pixels(form, d, lines[x]);
    }
    W2I_UNROLLED for (int y = 0; y < side; y++) {
        w2i_lanes d[4], sums[4];
        W2I_UNROLLED for (int x = 0; x < side; x++) d[x] = lines[x][y];
        w2i_spread_pixels(form, d, sums);
        W2I_UNROLLED for (int x = 0; x < side; x++) *(w2i_lanes *)(to + (size_t)(y * side + x) * stride) = sums[x];
    }
}

/// Of words of a panel, which in bf16 hold two channels, the `odd` or the even one.
W2I_INLINE void w2i_load_taps(const w2i_word *from, const bool bf16, const bool odd, w2i_lanes *to) {
    const w2i_word_lanes words = *(const w2i_word_lanes *)from;
    *to = (w2i_lanes)(!bf16 ? words : odd ? words & 0xffff0000 : words << 16);
}

W2I_INLINE void w2i_spread_three_taps(const w2i_lanes g[3], w2i_lanes to[4]) {
    const w2i_lanes outer = 0.5f * (g[0] + g[2]), inner = 0.5f * g[1];
    to[0] = g[0], to[1] = outer + inner, to[2] = outer - inner, to[3] = g[2];
}

/// A channel's kernels of eight outputs to the matrices, which are `stride` numbers apart. `taps` are the kernel's
/// nine, or of the four kinds those that the matrices are made of: upper left, upper left and right, upper right of
/// each line, and lines alike.
W2I_INLINE void w2i_spread_kernel(
    const w2i_winograd_form form, const w2i_word *const taps[W2I_WINOGRAD_TAPS], size_t word, const bool bf16,
    const bool odd, float *to, size_t stride) {
    w2i_lanes g[W2I_WINOGRAD_TAPS], all[W2I_WINOGRAD_MATRICES];
    W2I_UNROLLED for (int i = 0; i < W2I_WINOGRAD_TAPS; i++) w2i_load_taps(taps[i] + word, bf16, odd, &g[i]);
    if (form == W2I_WINOGRAD_PLAIN) {
        w2i_lanes lines[3][4]; // [column][line]
        W2I_UNROLLED for (int x = 0; x < 3; x++) {
            const w2i_lanes column[3] = {g[x], g[3 + x], g[6 + x]};
            w2i_spread_three_taps(column, lines[x]);
        }
        W2I_UNROLLED for (int y = 0; y < 4; y++) {
            const w2i_lanes line[3] = {lines[0][y], lines[1][y], lines[2][y]};
            w2i_spread_three_taps(line, &all[4 * y]);
        }
    } else {
        all[0] = g[0], all[1] = g[0] + g[1], all[2] = g[2];
        all[3] = g[0] + g[3], all[4] = g[0] + g[1] + g[3] + g[4], all[5] = g[2] + g[5];
        all[6] = g[6], all[7] = g[6] + g[7], all[8] = g[8];
    }
    const int side = w2i_winograd_side(form);
    W2I_UNROLLED for (int m = 0; m < side * side; m++) *(w2i_lanes *)(to + (size_t)m * stride) = all[m];
}

W2I_INLINE void w2i_join_sums(const w2i_winograd_form form, const w2i_lanes m[4], w2i_lanes to[2]) {
    if (form == W2I_WINOGRAD_PLAIN) to[0] = m[0] + m[1] + m[2], to[1] = m[1] - m[2] - m[3];
    else to[0] = m[0] + m[1], to[1] = m[1] - m[2];
}

/// Eight outputs of a patch's 2 x 2 pixels, `to_stride` numbers apart, from its sums, `stride` apart.
W2I_INLINE void w2i_join_patch(
    const w2i_winograd_form form, const float *sums, size_t stride, float *to, size_t to_stride) {
    const int side = w2i_winograd_side(form);
    w2i_lanes lines[4][2]; // [column][line]
    W2I_UNROLLED for (int x = 0; x < side; x++) {
        w2i_lanes m[4];
        W2I_UNROLLED for (int y = 0; y < side; y++) m[y] = *(const w2i_lanes *)(sums + (size_t)(y * side + x) * stride);
        w2i_join_sums(form, m, lines[x]);
    }
    W2I_UNROLLED for (int y = 0; y < 2; y++) {
        w2i_lanes m[4], joined[2];
        W2I_UNROLLED for (int x = 0; x < side; x++) m[x] = lines[x][y];
        w2i_join_sums(form, m, joined);
        W2I_UNROLLED for (int x = 0; x < 2; x++) *(w2i_lanes *)(to + (size_t)(2 * y + x) * to_stride) = joined[x];
    }
}

#endif

#ifndef W2I_LIMIT_H
#define W2I_LIMIT_H

#include "isa.h"
#include "pack.h"
#include "pool.h"

/// The rate in FLOP/s that the pool's threads reach together with `isa`'s dot product for `type` and nothing else:
/// operands in registers; for tiles a 2 x 2 block whose operands come from the first-level cache. What a kernel's speed
/// is held against; measured for about `seconds`, best of several stretches.
double w2i_limit_flops(w2i_pool *pool, w2i_isa isa, w2i_type type, double seconds);

#endif

#ifndef W2I_POOL_H
#define W2I_POOL_H

#include <stddef.h>

/// A fixed set of threads that run one operation's tasks. The caller of `w2i_pool_run` works too and counts as thread 0.
typedef struct w2i_pool w2i_pool;

/// `threads` in all, the caller's included; at least 1. Returns NULL when a thread cannot be started.
w2i_pool *w2i_pool_create(int threads);
void w2i_pool_destroy(w2i_pool *pool);
int w2i_pool_threads(const w2i_pool *pool);

/// Runs `task(context, index, thread)` once for each index in 0 ..< count, in any order, and returns when all are done.
/// `thread` is in 0 ..< threads and no two tasks run with the same one at a time, so it may pick scratch memory.
/// One operation runs at a time; a second caller waits.
void w2i_pool_run(w2i_pool *pool, size_t count, void (*task)(void *context, size_t index, int thread), void *context);

#endif

#include "pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

// Tasks are claimed one by one from `claim`, which holds the operation's generation above the number of tasks left. A
// thread reads the operation, then claims by compare-and-swap: that succeeds only while the operation it has read is
// the current one and has tasks left, so a thread that comes late, however late, can neither take part in what is over
// nor hold it up.
//
// An operation is over when `remaining` is zero. Idle threads spin for some microseconds, since operations follow one
// another closely within a step, then sleep.

typedef void (*task_function)(void *context, size_t index, int thread);

enum { SPINS = 2000, CACHE_LINE = 64 };

typedef struct {
    w2i_pool *pool;
    int number;
    pthread_t thread;
} worker;

struct w2i_pool {
    _Alignas(CACHE_LINE) _Atomic uint64_t claim; ///< generation << 32 | tasks left to claim
    _Alignas(CACHE_LINE) _Atomic uint32_t remaining;
    // The operation. Written by its caller while no task is left to claim.
    _Alignas(CACHE_LINE) _Atomic uint32_t count;
    _Atomic size_t first;
    _Atomic task_function task;
    void *_Atomic context;

    pthread_mutex_t caller; ///< held for a whole `w2i_pool_run`
    pthread_mutex_t sleep;  ///< guards the conditions
    pthread_cond_t posted, finished;
    atomic_int sleepers; ///< workers that may have to be woken
    atomic_bool caller_sleeps, closing;

    int threads;
    worker *workers; ///< threads - 1 of them
};

static void relax(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static bool has_tasks(w2i_pool *pool) { return (uint32_t)atomic_load(&pool->claim) > 0; }

/// Runs tasks of the current operation until none is left to claim.
static void work(w2i_pool *pool, int thread) {
    for (;;) {
        uint64_t claim = atomic_load_explicit(&pool->claim, memory_order_acquire);
        uint32_t left = (uint32_t)claim;
        if (left == 0) return;
        uint32_t count = atomic_load_explicit(&pool->count, memory_order_relaxed);
        size_t first = atomic_load_explicit(&pool->first, memory_order_relaxed);
        task_function task = atomic_load_explicit(&pool->task, memory_order_relaxed);
        void *context = atomic_load_explicit(&pool->context, memory_order_relaxed);
        if (!atomic_compare_exchange_weak(&pool->claim, &claim, claim - 1)) continue;

        task(context, first + (count - left), thread);
        bool last = atomic_fetch_sub(&pool->remaining, 1) == 1;
        if (last && atomic_load(&pool->caller_sleeps)) {
            pthread_mutex_lock(&pool->sleep);
            pthread_cond_signal(&pool->finished);
            pthread_mutex_unlock(&pool->sleep);
        }
    }
}

static void wait_for_tasks(w2i_pool *pool) {
    for (int spin = 0; spin < SPINS; spin++) {
        if (has_tasks(pool) || atomic_load_explicit(&pool->closing, memory_order_relaxed)) return;
        relax();
    }
    pthread_mutex_lock(&pool->sleep);
    atomic_fetch_add(&pool->sleepers, 1);
    while (!has_tasks(pool) && !atomic_load(&pool->closing)) pthread_cond_wait(&pool->posted, &pool->sleep);
    atomic_fetch_sub(&pool->sleepers, 1);
    pthread_mutex_unlock(&pool->sleep);
}

static void *run_worker(void *argument) {
    worker *self = argument;
    while (!atomic_load(&self->pool->closing)) {
        work(self->pool, self->number);
        wait_for_tasks(self->pool);
    }
    return NULL;
}

static void wait_until_done(w2i_pool *pool) {
    for (int spin = 0; spin < SPINS; spin++) {
        if (atomic_load(&pool->remaining) == 0) return;
        relax();
    }
    pthread_mutex_lock(&pool->sleep);
    atomic_store(&pool->caller_sleeps, true);
    while (atomic_load(&pool->remaining) > 0) pthread_cond_wait(&pool->finished, &pool->sleep);
    atomic_store(&pool->caller_sleeps, false);
    pthread_mutex_unlock(&pool->sleep);
}

/// At most 2^31 tasks.
static void run_stretch(w2i_pool *pool, size_t first, uint32_t count, task_function task, void *context) {
    atomic_store_explicit(&pool->count, count, memory_order_relaxed);
    atomic_store_explicit(&pool->first, first, memory_order_relaxed);
    atomic_store_explicit(&pool->task, task, memory_order_relaxed);
    atomic_store_explicit(&pool->context, context, memory_order_relaxed);
    atomic_store_explicit(&pool->remaining, count, memory_order_relaxed);
    uint64_t generation = (atomic_load(&pool->claim) >> 32) + 1;
    atomic_store(&pool->claim, generation << 32 | count);

    if (count > 1 && atomic_load(&pool->sleepers) > 0) {
        pthread_mutex_lock(&pool->sleep);
        pthread_cond_broadcast(&pool->posted);
        pthread_mutex_unlock(&pool->sleep);
    }
    work(pool, 0);
    wait_until_done(pool);
}

void w2i_pool_run(w2i_pool *pool, size_t count, task_function task, void *context) {
    const size_t longest = (size_t)1 << 31;
    pthread_mutex_lock(&pool->caller);
    if (pool->threads == 1) {
        for (size_t index = 0; index < count; index++) task(context, index, 0);
    } else {
        for (size_t first = 0; first < count; first += longest) {
            size_t left = count - first;
            run_stretch(pool, first, (uint32_t)(left < longest ? left : longest), task, context);
        }
    }
    pthread_mutex_unlock(&pool->caller);
}

/// Starts the workers with all signals blocked, so that they are delivered to the program's own threads.
static bool start_workers(w2i_pool *pool) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int started = 1;
    for (; started < pool->threads; started++) {
        worker *next = &pool->workers[started - 1];
        *next = (worker){.pool = pool, .number = started};
        if (pthread_create(&next->thread, NULL, run_worker, next) != 0) break;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    bool complete = started == pool->threads;
    pool->threads = started;
    return complete;
}

w2i_pool *w2i_pool_create(int threads) {
    if (threads < 1) return NULL;
    w2i_pool *pool = aligned_alloc(CACHE_LINE, sizeof *pool);
    worker *workers = calloc((size_t)threads, sizeof *workers);
    if (!pool || !workers) {
        free(pool);
        free(workers);
        return NULL;
    }
    *pool = (w2i_pool){.threads = threads, .workers = workers};
    pthread_mutex_init(&pool->caller, NULL);
    pthread_mutex_init(&pool->sleep, NULL);
    pthread_cond_init(&pool->posted, NULL);
    pthread_cond_init(&pool->finished, NULL);
    if (start_workers(pool)) return pool;
    w2i_pool_destroy(pool);
    return NULL;
}

void w2i_pool_destroy(w2i_pool *pool) {
    if (!pool) return;
    pthread_mutex_lock(&pool->sleep);
    atomic_store(&pool->closing, true);
    pthread_cond_broadcast(&pool->posted);
    pthread_mutex_unlock(&pool->sleep);
    for (int i = 1; i < pool->threads; i++) pthread_join(pool->workers[i - 1].thread, NULL);
    pthread_cond_destroy(&pool->finished);
    pthread_cond_destroy(&pool->posted);
    pthread_mutex_destroy(&pool->sleep);
    pthread_mutex_destroy(&pool->caller);
    free(pool->workers);
    free(pool);
}

int w2i_pool_threads(const w2i_pool *pool) { return pool->threads; }

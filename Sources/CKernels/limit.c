#include "limit.h"

#include "tile.h"

#include <time.h>

// Each thread runs the same stretch of multiplications for a number of rounds, and the clock is read around all of them.
// Twelve sums in flight hide the multiplier's latency on every machine we know.

typedef struct {
    double (*stretch)(const w2i_machine *machine, int rounds); ///< returns the floating-point operations it did
    const w2i_machine *machine;
    int rounds;
    double done[64];
} measurement;

#if defined(__x86_64__)
#include <immintrin.h>

#define SUMS 12
#define EACH_SUM _Pragma("clang loop unroll(full)") for (int i = 0; i < SUMS; i++)

__attribute__((target("avx512f,avx512bf16"))) static double stretch_bf16(const w2i_machine *machine, int rounds) {
    (void)machine;
    __m512 sums[SUMS];
    __m512i x = _mm512_setzero_si512();
    EACH_SUM sums[i] = _mm512_setzero_ps();
    for (int round = 0; round < rounds; round++)
        EACH_SUM __asm__ volatile("vdpbf16ps %1, %1, %0" : "+v"(sums[i]) : "v"(x));
    return 64.0 * SUMS * rounds;
}

__attribute__((target("avx512f"))) static double stretch_avx512(const w2i_machine *machine, int rounds) {
    (void)machine;
    __m512 sums[SUMS], x = _mm512_setzero_ps();
    EACH_SUM sums[i] = _mm512_setzero_ps();
    for (int round = 0; round < rounds; round++)
        EACH_SUM __asm__ volatile("vfmadd231ps %1, %1, %0" : "+v"(sums[i]) : "v"(x));
    return 32.0 * SUMS * rounds;
}

__attribute__((target("avx2,fma"))) static double stretch_avx2(const w2i_machine *machine, int rounds) {
    (void)machine;
    __m256 sums[SUMS], x = _mm256_setzero_ps();
    EACH_SUM sums[i] = _mm256_setzero_ps();
    for (int round = 0; round < rounds; round++)
        EACH_SUM __asm__ volatile("vfmadd231ps %1, %1, %0" : "+x"(sums[i]) : "x"(x));
    return 16.0 * SUMS * rounds;
}
#endif

/// The tile kernel itself on operands that fit the first-level cache: 16 KB of rows and 16 KB of panels.
static double stretch_tile(const w2i_machine *machine, int rounds) {
    enum { UNITS = 8, ROWS = 32, STRIDE = 2 * W2I_PANEL };
    static _Alignas(64) uint32_t rows[UNITS * ROWS * W2I_UNIT_WORDS * 2], panels[2 * UNITS * W2I_PANEL_UNIT_WORDS];
    _Alignas(64) float sums[ROWS * STRIDE];
    uint32_t row_units[UNITS], panel_units[UNITS];
    for (uint32_t i = 0; i < UNITS; i++) {
        row_units[i] = i * 16 * W2I_UNIT_BYTES;
        panel_units[i] = i * W2I_PANEL_UNIT_WORDS;
    }
    const char *upper = (const char *)rows, *lower = upper + sizeof rows / 4;
    w2i_tile tile = {
        .rows = rows,
        .placed = {{upper, W2I_UNIT_BYTES, row_units}, {lower, W2I_UNIT_BYTES, row_units}},
        .panel_units = panel_units,
        .panels = panels,
        .panel_stride = UNITS * W2I_PANEL_UNIT_WORDS,
        .units = UNITS,
        .sums = sums,
        .sums_stride = STRIDE,
        .row_count = machine->rows,
        .panel_count = 2,
    };
    int words = machine->widened || machine->row_multiple > 1 ? 2 : 1;
    if (machine->begin) machine->begin();
    for (int round = 0; round < rounds; round++) machine->multiply(&tile);
    if (machine->end) machine->end();
    return 2.0 * words * UNITS * W2I_UNIT_WORDS * machine->rows * STRIDE * rounds;
}

static void measure_task(void *context, size_t index, int thread) {
    (void)thread;
    measurement *measured = context;
    measured->done[index] = measured->stretch(measured->machine, measured->rounds);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

double w2i_limit_flops(w2i_pool *pool, w2i_isa isa, w2i_type type, double seconds) {
    w2i_machine machine = w2i_machine_for(isa, type);
    measurement measured = {.stretch = stretch_tile, .machine = &machine, .rounds = 16};
#if defined(__x86_64__)
    w2i_isa usable = isa < w2i_isa_best() ? isa : w2i_isa_best();
    bool bf16 = type == W2I_BFLOAT16;
    if (usable == W2I_ISA_AVX2) measured.stretch = stretch_avx2;
    if (usable == W2I_ISA_AVX512 || (usable > W2I_ISA_AVX512 && !bf16)) measured.stretch = stretch_avx512;
    if (usable == W2I_ISA_AVX512BF16 && isa != W2I_ISA_AMX && bf16) measured.stretch = stretch_bf16;
#endif
    int threads = w2i_pool_threads(pool);
    if (threads > 64) threads = 64;
    double best = 0, start = now(), end = start;
    while (end - start < seconds) {
        double before = now();
        w2i_pool_run(pool, (size_t)threads, measure_task, &measured);
        end = now();
        double operations = 0;
        for (int i = 0; i < threads; i++) operations += measured.done[i];
        if (operations / (end - before) > best) best = operations / (end - before);
        // Stretches of a twentieth of the time, so that starting the threads does not count and a quiet moment can be
        // found.
        if (end - before < seconds / 20) measured.rounds *= 2;
    }
    return best;
}

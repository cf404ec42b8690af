#define _GNU_SOURCE
#include "isa.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

const char *w2i_isa_name(w2i_isa isa) {
    switch (isa) {
    case W2I_ISA_PORTABLE: return "portable";
    case W2I_ISA_AVX2: return "avx2";
    case W2I_ISA_AVX512: return "avx512";
    case W2I_ISA_AVX512BF16: return "avx512bf16";
    case W2I_ISA_AMX: return "amx";
    }
    return "unknown";
}

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

static bool bit(uint32_t word, int index) { return word >> index & 1; }

/// The register state that the operating system saves: XCR0.
static uint64_t saved_state(void) {
    uint32_t low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (uint64_t)high << 32 | low;
}

/// Linux lends the tile registers to a process that asks.
static bool tiles_granted(void) {
#if defined(__linux__)
    const long arch_req_xcomp_perm = 0x1023, tile_data = 18;
    return syscall(SYS_arch_prctl, arch_req_xcomp_perm, tile_data) == 0;
#else
    return false;
#endif
}

static w2i_isa detect(void) {
    uint32_t a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return W2I_ISA_PORTABLE;
    bool fma = bit(c, 12), osxsave = bit(c, 27), avx = bit(c, 28), f16c = bit(c, 29);
    if (!osxsave || !avx || !fma || !f16c) return W2I_ISA_PORTABLE;
    uint64_t state = saved_state();
    const uint64_t vectors = 0x6, wide_vectors = 0xe6, tiles = 0x60000;
    if ((state & vectors) != vectors) return W2I_ISA_PORTABLE;

    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d)) return W2I_ISA_PORTABLE;
    bool avx2 = bit(b, 5), amx_bf16 = bit(d, 22), amx_tile = bit(d, 24);
    bool avx512 = bit(b, 16) && bit(b, 17) && bit(b, 30) && bit(b, 31); // F, DQ, BW, VL
    uint32_t extensions = a >= 1 && __get_cpuid_count(7, 1, &a, &b, &c, &d) ? a : 0;
    bool avx512_bf16 = bit(extensions, 5);

    if (!avx2) return W2I_ISA_PORTABLE;
    if (!avx512 || (state & wide_vectors) != wide_vectors) return W2I_ISA_AVX2;
    if (!avx512_bf16) return W2I_ISA_AVX512;
    if (!amx_bf16 || !amx_tile || (state & tiles) != tiles || !tiles_granted()) return W2I_ISA_AVX512BF16;
    return W2I_ISA_AMX;
}
#else
static w2i_isa detect(void) { return W2I_ISA_PORTABLE; }
#endif

w2i_isa w2i_isa_best(void) {
    // Detection always has the same answer, so that threads that meet here may all do it.
    static atomic_int known = -1;
    int best = atomic_load(&known);
    if (best < 0) {
        best = detect();
        atomic_store(&known, best);
    }
    return (w2i_isa)best;
}

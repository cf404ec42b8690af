#include "tile.h"

w2i_machine w2i_machine_for(w2i_isa isa, w2i_type type) {
#if defined(__x86_64__)
    w2i_isa best = w2i_isa_best();
    if (isa == W2I_ISA_AMX && type == W2I_BFLOAT16)
        return best == W2I_ISA_AMX ? w2i_machine_amx() : w2i_machine_amx_emulated();
    if (isa > best) isa = best;
    if (isa >= W2I_ISA_AVX512BF16 && type == W2I_BFLOAT16) return w2i_machine_avx512bf16();
    if (isa >= W2I_ISA_AVX512) return w2i_machine_avx512(type);
    if (isa == W2I_ISA_AVX2) return w2i_machine_avx2(type);
#else
    if (isa == W2I_ISA_AMX && type == W2I_BFLOAT16) return w2i_machine_amx_emulated();
#endif
    return w2i_machine_portable(type);
}

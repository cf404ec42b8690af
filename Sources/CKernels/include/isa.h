#ifndef W2I_ISA_H
#define W2I_ISA_H

/// Instruction sets that the kernels have a version for, best last.
typedef enum {
    W2I_ISA_PORTABLE = 0, ///< plain C
    W2I_ISA_AVX2,         ///< AVX2 + FMA + F16C
    W2I_ISA_AVX512,       ///< AVX-512 F, BW, DQ, VL
    W2I_ISA_AVX512BF16,   ///< and AVX512_BF16's dot product
    W2I_ISA_AMX,          ///< and AMX tiles with bf16
} w2i_isa;

/// The best instruction set that this CPU and kernel allow. Asks the kernel for the tile registers
/// (ARCH_REQ_XCOMP_PERM) where the CPU has them: detection is by feature bits, XGETBV and that call's answer, never
/// CPUID leaf 1DH, which hypervisors hide.
w2i_isa w2i_isa_best(void);

/// "portable", "avx2", "avx512", "avx512bf16", "amx".
const char *w2i_isa_name(w2i_isa isa);

#endif

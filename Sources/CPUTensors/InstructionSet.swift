internal import CKernels

/// Instruction sets that the kernels have a version for, best last. The raw values are those of `WORD2IMG_ISA`.
public enum InstructionSet: String, Sendable, CaseIterable, Comparable {
    /// Plain C.
    case portable
    /// AVX2 and FMA.
    case avx2
    /// AVX-512 F, BW, DQ and VL.
    case avx512
    /// AVX-512 with the bf16 dot product.
    case avx512bf16
    /// AVX-512 and AMX tiles with bf16.
    case amx

    /// The best that this machine and its operating system allow.
    public static let best = allCases[Int(w2i_isa_best().rawValue)]
    /// All that this machine has.
    public static var available: [InstructionSet] { allCases.filter { $0 <= best } }

    public static func < (a: InstructionSet, b: InstructionSet) -> Bool { a.kernelISA.rawValue < b.kernelISA.rawValue }

    var kernelISA: w2i_isa {
        switch self {
        case .portable: W2I_ISA_PORTABLE
        case .avx2: W2I_ISA_AVX2
        case .avx512: W2I_ISA_AVX512
        case .avx512bf16: W2I_ISA_AVX512BF16
        case .amx: W2I_ISA_AMX
        }
    }
}

internal import CKernels
public import Tensors

/// What a ``CPUTensor`` holds: `Float`, or ``BFloat16`` at twice the speed and half the memory.
public protocol CPUElement: BitwiseCopyable, Sendable {
    static var dataType: DataType { get }
}

extension Float: CPUElement {
    public static var dataType: DataType { .float32 }
}

extension BFloat16: CPUElement {
    public static var dataType: DataType { .bfloat16 }
}

extension DataType {
    var kernelType: w2i_type {
        switch self {
        case .float32: W2I_FLOAT32
        case .float16: W2I_FLOAT16
        case .bfloat16: W2I_BFLOAT16
        }
    }
}

extension Activation {
    var kernelActivation: w2i_activation {
        switch self {
        case .none: W2I_ACTIVATION_NONE
        case .silu: W2I_ACTIVATION_SILU
        case .gelu: W2I_ACTIVATION_GELU
        case .quickGELU: W2I_ACTIVATION_QUICK_GELU
        }
    }
}

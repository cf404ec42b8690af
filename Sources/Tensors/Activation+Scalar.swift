import Foundation

extension Activation {
    /// The function's value, computed in double precision and rounded once.
    package func callAsFunction(_ value: Float) -> Float {
        let x = Double(value)
        return switch self {
        case .none: value
        case .silu: Float(x / (1 + exp(-x)))
        case .gelu: Float(x * 0.5 * (1 + erf(x / 2.squareRoot())))
        case .quickGELU: Float(x / (1 + exp(-1.702 * x)))
        }
    }
}

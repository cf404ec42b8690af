import CKernels
import Foundation

extension KernelProblem {
    /// A number of the result, and the sum of its terms' magnitudes: what rounding errors are proportional to.
    struct Expected {
        var value: Double
        var magnitude: Double
    }

    /// The result by its definition, in double precision: `[resultRows][resultOutputs]`.
    func reference(_ numbers: KernelNumbers) -> [Expected] {
        var result: [Expected] = []
        result.reserveCapacity(resultRows * resultOutputs)
        for row in 0..<resultRows {
            let sums = (0..<outputs).map { sum(numbers, row: row, output: $0) }
            for output in 0..<resultOutputs {
                var entry = sums[output]
                if gated {
                    let gate = sums[output + resultOutputs]
                    entry.value *= Self.activated(gate.value, W2I_ACTIVATION_GELU)
                    entry.magnitude = sums[output].magnitude * (1 + gate.magnitude)
                } else {
                    entry.value = Self.activated(entry.value, activation)
                }
                if plus != .none {
                    let addend = Double(numbers.plus[plusRow(of: row) * resultOutputs + output])
                    entry.value += addend
                    entry.magnitude += abs(addend)
                }
                result.append(entry)
            }
        }
        return result
    }

    private func sum(_ numbers: KernelNumbers, row: Int, output: Int) -> Expected {
        let image = row / (resultHeight * resultWidth)
        let y = row / resultWidth % resultHeight * stride - before
        let x = row % resultWidth * stride - before
        var sum = Double(numbers.bias[output])
        var magnitude = abs(sum)
        for ky in 0..<kernel where (0..<height).contains(y + ky) {
            for kx in 0..<kernel where (0..<width).contains(x + kx) {
                let pixel = ((image * height + y + ky) * width + x + kx) * inputs
                for input in 0..<inputs {
                    let weight = numbers.weight[((output * inputs + input) * kernel + ky) * kernel + kx]
                    let term = Double(numbers.x[pixel + input]) * Double(weight)
                    sum += term
                    magnitude += abs(term)
                }
            }
        }
        return Expected(value: sum, magnitude: magnitude)
    }

    static func activated(_ value: Double, _ activation: w2i_activation) -> Double {
        switch activation {
        case W2I_ACTIVATION_SILU: value / (1 + exp(-value))
        case W2I_ACTIVATION_GELU: value * 0.5 * erfc(-value / 2.0.squareRoot())
        case W2I_ACTIVATION_QUICK_GELU: value / (1 + exp(-1.702 * value))
        default: value
        }
    }

    /// The largest error as a share of what rounding allows: sums of fp32 products and, for bf16, one rounding of the
    /// result.
    func worstError(of result: [Float], against reference: [Expected], type: w2i_type) -> Double {
        var worst = 0.0
        for (found, expected) in zip(result, reference) {
            var allowed = expected.magnitude * 0x1p-21
            if type == W2I_BFLOAT16 { allowed += (abs(expected.value) + allowed) * 0x1p-8 }
            let error = abs(Double(found) - expected.value) / allowed
            worst = error.isNaN ? .infinity : max(worst, error)
        }
        return result.count == reference.count ? worst : .infinity
    }
}

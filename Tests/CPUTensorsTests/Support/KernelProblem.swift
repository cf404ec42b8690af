import CKernels
import Foundation
import TestSupport

/// Every instruction set that can run here. AMX's kernel runs on emulated tiles where the CPU has none.
let runnableInstructionSets: [w2i_isa] = {
    let sets = [W2I_ISA_PORTABLE, W2I_ISA_AVX2, W2I_ISA_AVX512, W2I_ISA_AVX512BF16]
    return sets.filter { $0.rawValue <= w2i_isa_best().rawValue } + [W2I_ISA_AMX]
}()

let elementTypes = [W2I_FLOAT32, W2I_BFLOAT16]

/// A product or a convolution on random numbers, with its result in double precision beside it.
struct KernelProblem: CustomStringConvertible, Sendable {
    enum Plus: Sendable, CaseIterable {
        case none
        /// As many rows as the result.
        case image
        /// One image, met by every entry of the batch.
        case repeatedImage
        /// One row for each entry of the batch.
        case vector
    }

    var batch = 1, height = 1, width = 1
    var inputs = 1, outputs = 1
    var kernel = 1, stride = 1
    /// Zeros above and left of the image.
    var before = 0
    /// Zeros below and right of it.
    var after = 0
    var gated = false
    var activation = W2I_ACTIVATION_NONE
    var plus = Plus.none

    var resultHeight: Int { (height + before + after - kernel) / stride + 1 }
    var resultWidth: Int { (width + before + after - kernel) / stride + 1 }
    var resultRows: Int { batch * resultHeight * resultWidth }
    var resultOutputs: Int { gated ? outputs / 2 : outputs }
    var depth: Int { inputs * kernel * kernel }

    var plusRows: Int {
        switch plus {
        case .none: 0
        case .image: resultRows
        case .repeatedImage: resultHeight * resultWidth
        case .vector: batch
        }
    }

    func plusRow(of row: Int) -> Int {
        plus == .vector ? row / (resultHeight * resultWidth) : row % max(plusRows, 1)
    }

    var description: String {
        "\(batch)x\(height)x\(width) \(inputs)->\(outputs) kernel \(kernel)/\(stride) zeros \(before),\(after) "
            + "plus \(plus) activation \(activation.rawValue)\(gated ? " gated" : "")"
    }
}

/// The numbers of a problem: uniform in -1 ..< 1 and exact in `type`.
struct KernelNumbers {
    let x, weight, bias, plus: [Float]

    init(x: [Float], weight: [Float], bias: [Float], plus: [Float]) {
        self.x = x
        self.weight = weight
        self.bias = bias
        self.plus = plus
    }

    init(_ problem: KernelProblem, type: w2i_type, seed: UInt64 = 1) {
        var generator = SplitMix64(seed: seed)
        func draw(_ count: Int) -> [Float] {
            (0..<count).map { _ in
                let value = Float.random(in: -1..<1, using: &generator)
                return type == W2I_BFLOAT16 ? float(fromBF16: bf16(value)) : value
            }
        }
        x = draw(problem.batch * problem.height * problem.width * problem.inputs)
        weight = draw(problem.outputs * problem.depth)
        bias = draw(problem.outputs)
        plus = draw(problem.plusRows * problem.resultOutputs)
    }
}

func float(fromBF16 half: UInt16) -> Float { Float(bitPattern: UInt32(half) << 16) }

/// The nearest bf16, ties to even, found by comparing both neighbours.
func bf16(_ value: Float) -> UInt16 {
    let below = UInt16(truncatingIfNeeded: value.bitPattern >> 16)
    guard value.isFinite else { return below }
    let above = below + 1
    let down = abs(Double(value) - Double(float(fromBF16: below)))
    // The neighbour of the largest number counts as the next power of two, as IEEE 754 has it.
    let next = float(fromBF16: above)
    let upper = next.isInfinite ? Double(sign: value.sign, exponent: 128, significand: 1) : Double(next)
    let up = abs(upper - Double(value))
    if down == up { return below % 2 == 0 ? below : above }
    return down < up ? below : above
}

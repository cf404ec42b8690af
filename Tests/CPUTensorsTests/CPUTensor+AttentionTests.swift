import CPUTensors
import Tensors
import Testing

@Suite struct CPUTensorAttentionTests {
    struct Problem: TensorProblem, CustomStringConvertible {
        var batch = 1, keyBatch = 1
        var tokens, keys, heads, size: Int
        var causal = false
        /// Larger scores make the softmax choose.
        var sharpness: Float = 1
        /// A causal token sees few values, whose mean is larger than that of many; so are its errors.
        var roundingInside: Double { causal ? 0x1p-6 : 0x1p-7 }
        var description: String {
            "\(batch)x\(tokens) to \(keyBatch)x\(keys), \(heads) heads of \(size)\(causal ? ", causal" : "") x\(sharpness)"
        }

        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let queries = draw.tensor([batch, tokens, heads * size]).scaled(by: sharpness)
            let k = draw.tensor([keyBatch, keys, heads * size]), v = draw.tensor([keyBatch, keys, heads * size])
            return queries.attention(keys: k, values: v, heads: heads, causal: causal)
        }
    }

    @Test(arguments: testedSets)
    func attends(_ set: InstructionSet) throws {
        let problems = [
            Problem(tokens: 1, keys: 1, heads: 1, size: 1), Problem(tokens: 5, keys: 7, heads: 2, size: 3),
            Problem(batch: 2, keyBatch: 2, tokens: 100, keys: 77, heads: 8, size: 40),
            Problem(batch: 2, keyBatch: 2, tokens: 97, keys: 97, heads: 2, size: 80),
            Problem(tokens: 33, keys: 33, heads: 1, size: 160), Problem(tokens: 66, keys: 130, heads: 3, size: 32),
            Problem(tokens: 40, keys: 210, heads: 1, size: 512), Problem(tokens: 9, keys: 1025, heads: 2, size: 17),
        ]
        for problem in problems { try check(problem, on: set) }
    }

    @Test(arguments: testedSets)
    func batchesRepeat(_ set: InstructionSet) throws {
        for (batch, keyBatch) in [(1, 2), (2, 1), (4, 2), (2, 4)] {
            try check(Problem(batch: batch, keyBatch: keyBatch, tokens: 50, keys: 77, heads: 2, size: 40), on: set)
        }
    }

    /// One head and many; several blocks of queries and of keys.
    @Test(arguments: testedSets)
    func causal(_ set: InstructionSet) throws {
        for (tokens, heads, size) in [(1, 1, 8), (77, 3, 64), (200, 1, 16), (800, 1, 20)] {
            try check(Problem(tokens: tokens, keys: tokens, heads: heads, size: size, causal: true), on: set)
        }
    }

    /// Later blocks of keys bring higher scores, so that what was summed before fades.
    @Test(arguments: testedSets)
    func highScores(_ set: InstructionSet) throws {
        for sharpness: Float in [8, 64] {
            try check(Problem(tokens: 50, keys: 1200, heads: 1, size: 40, sharpness: sharpness), on: set)
        }
    }

    @Test(arguments: testedSets)
    func notANumberStays(_ set: InstructionSet) throws {
        let device = try CPUDevice(CPUSettings(threads: 2, instructionSet: set))
        CPUDevice.$current.withValue(device) {
            let clean = Draw<CPUTensor<BFloat16>>().tensor([1, 40, 40])
            let spoilt = CPUTensor<BFloat16>(
                clean.values().enumerated().map { $0 == 1234 ? .nan : $1 }, shape: clean.shape)
            #expect(!clean.attention(keys: spoilt, values: clean, heads: 1, causal: false).isFinite)
            #expect(!clean.attention(keys: clean, values: spoilt, heads: 1, causal: false).isFinite)
        }
    }
}

import CKernels
import TestSupport
import Testing

/// The packed layout: `[panel][unit][16 words][16 outputs]`, k in the order kernel row, kernel column, input.
@Suite struct PackingTests {
    let runner = KernelRunner()

    /// Weight `[outputs, inputs, kernel, kernel]` whose numbers are their own indices, packed.
    private func packed(
        _ type: w2i_type, outputs: Int, inputs: Int, kernel: Int = 1, gated: Bool = false, values: [Float]? = nil,
        source: w2i_type = W2I_FLOAT32, misaligned: Bool = false
    ) -> KernelMemory {
        var weight = w2i_weight()
        weight.type = type
        weight.outputs = outputs
        weight.inputs = inputs
        weight.kernel_height = kernel
        weight.kernel_width = kernel
        weight.gated = gated
        let values = values ?? (0..<outputs * inputs * kernel * kernel).map(Float.init)
        let aligned = KernelMemory(values, type: source)
        let offset = misaligned ? 1 : 0
        let from = KernelMemory(byteCount: aligned.bytes.count + offset)
        (from.address + offset).copyMemory(from: aligned.address, byteCount: aligned.bytes.count)
        let packed = KernelMemory(byteCount: w2i_packed_bytes(&weight))
        withExtendedLifetime((aligned, from)) {
            w2i_pack(runner.pool, &weight, from.address + offset, source, packed.address)
        }
        return packed
    }

    @Test func matrixOfFloats() {
        // 20 outputs are two panels, 18 inputs two units of 16.
        let memory = packed(W2I_FLOAT32, outputs: 20, inputs: 18)
        #expect(memory.bytes.count == 2 * 2 * 1024)
        let found = memory.floats(type: W2I_FLOAT32, count: 1024)
        for panel in 0..<2 {
            for k in 0..<32 {
                for lane in 0..<16 {
                    let output = panel * 16 + lane
                    let expected = output < 20 && k < 18 ? Float(output * 18 + k) : 0
                    #expect(found[(panel * 32 + k) * 16 + lane] == expected)
                }
            }
        }
    }

    @Test func convolutionOfPairs() {
        // Three inputs under 3 x 3 are 27 numbers: one unit of 32, in which taps follow each other without a gap.
        let values = (0..<5 * 27).map { Float($0) }
        let memory = packed(W2I_BFLOAT16, outputs: 5, inputs: 3, kernel: 3, values: values)
        #expect(memory.bytes.count == 1024)
        let found = memory.floats(type: W2I_BFLOAT16, count: 512)
        for k in 0..<32 {
            for lane in 0..<16 {
                let tap = k / 3, input = k % 3
                let expected = lane < 5 && k < 27 ? Float((lane * 3 + input) * 9 + tap) : 0
                #expect(found[(k / 2 * 16 + lane) * 2 + k % 2] == expected)
            }
        }
    }

    @Test func gatedPanelsAlternate() {
        // Halves of 18 rows: value, gate, value, gate.
        let memory = packed(W2I_FLOAT32, outputs: 36, inputs: 1, gated: true)
        #expect(memory.bytes.count == 4 * 1024)
        let found = memory.floats(type: W2I_FLOAT32, count: 1024)
        let rows = (0..<4).map { panel in Array(found[panel * 256..<panel * 256 + 16]) }
        let padding = [Float](repeating: 0, count: 14)
        #expect(rows[0] == (0..<16).map(Float.init))
        #expect(rows[1] == (18..<34).map(Float.init))
        #expect(rows[2] == [16, 17] + padding)
        #expect(rows[3] == [34, 35] + padding)
    }

    @Test(arguments: [W2I_FLOAT32, W2I_FLOAT16, W2I_BFLOAT16], elementTypes)
    func everySourceType(source: w2i_type, type: w2i_type) {
        // Exact in all three, whatever they are packed to.
        let values: [Float] = [1, -2.5, 0, -0.0, 0x1p-14, 0x1.8p10, .infinity, -.infinity]
        for misaligned in [false, true] {
            let memory = packed(
                type, outputs: values.count, inputs: 1, values: values, source: source, misaligned: misaligned)
            let stride = type == W2I_FLOAT32 ? 1 : 2
            let found = memory.floats(type: type, count: 16 * stride)
            #expect((0..<values.count).map { found[$0 * stride].bitPattern } == values.map(\.bitPattern))
        }
    }

    /// Every half-precision number there is, denormals included.
    @Test func everyHalfPrecisionNumber() {
        let values = (0...UInt16.max).map { Float(Float16(bitPattern: $0)) }
        let memory = packed(W2I_FLOAT32, outputs: 1, inputs: values.count, values: values, source: W2I_FLOAT16)
        let found = memory.floats(type: W2I_FLOAT32, count: values.count * 16)
        let differing = values.indices.filter { k in
            let number = found[k * 16]
            return values[k].isNaN ? !number.isNaN : number.bitPattern != values[k].bitPattern
        }
        #expect(differing.isEmpty)
    }

    @Test func roundsToTheNearestBF16() {
        var generator = SplitMix64(seed: 3)
        let values = (0..<4096).map { _ in Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator)) }
            .filter(\.isFinite)
        let memory = packed(W2I_BFLOAT16, outputs: 1, inputs: values.count, values: values)
        let words = (values.count + 1) / 2
        let found = memory.floats(type: W2I_BFLOAT16, count: words * 32)
        for (k, value) in values.enumerated() {
            #expect(found[k / 2 * 32 + k % 2].bitPattern == float(fromBF16: bf16(value)).bitPattern)
        }
    }

    /// NaNs whose payload would be lost, or carried into the sign, by rounding.
    @Test func notANumberStaysSo() {
        let values = [0x7fff_ffff, 0xffff_ffff, 0x7f80_0001, 0xff80_0001].map { Float(bitPattern: $0) }
        let found = packed(W2I_BFLOAT16, outputs: 4, inputs: 1, values: values).floats(type: W2I_BFLOAT16, count: 8)
        #expect((0..<4).allSatisfy { found[2 * $0].isNaN })
    }

    @Test func biasIsPaddedAndGated() {
        var weight = w2i_weight()
        weight.type = W2I_BFLOAT16
        weight.outputs = 6
        weight.inputs = 1
        weight.kernel_height = 1
        weight.kernel_width = 1
        weight.gated = true
        #expect(w2i_packed_outputs(&weight) == 32)
        var bias = [Float](repeating: .nan, count: 32)
        w2i_pack_bias(&weight, [1, 2, 3, 4, 5, 6] as [Float], W2I_FLOAT32, &bias)
        let padding = [Float](repeating: 0, count: 13)
        #expect(bias == [1, 2, 3] + padding + [4, 5, 6] + padding)
        w2i_pack_bias(&weight, nil, W2I_FLOAT32, &bias)
        #expect(bias == [Float](repeating: 0, count: 32))
    }
}

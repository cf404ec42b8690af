import CPUTensors
import Dispatch
import Synchronization
import Tensors
import Testing

@Suite struct CPUDeviceTests {
    /// A bit of everything that the networks do.
    private func step<T: Tensor>(_ draw: Draw<T>) -> T {
        let x = draw.tensor([1, 18, 22, 32]), text = draw.tensor([2, 77, 64])
        let time = draw.tensor([1, 40]).activated(.silu).linear(draw.weight(.linear, [64, 40]))
        let widen = draw.weight(.convolution, [64, 32, 3, 3]), norm = draw.weight(.norm, [64])
        let h = x.convolution(widen, stride: 1, padding: .same, activation: .none, plus: time)
        let tokens = h.groupNorm(norm, groups: 8, epsilon: 1e-5, activation: .silu).reshaped([1, 396, 64])
        let seen = tokens.attention(keys: text, values: text, heads: 2, causal: false) + tokens
        let gated = seen.layerNorm(norm, epsilon: 1e-5).gatedLinear(draw.weight(.gatedLinear, [256, 64]))
        let image = gated.linear(draw.weight(.linear, [64, 128]), activation: .none, plus: seen).reshaped([
            2, 18, 22, 64,
        ])
        return image.concatenated(h).resized(height: 30, width: 40).scaled(by: 0.5)
    }

    @Test(arguments: testedSets)
    func threadsDoNotChangeTheNumbers(_ set: InstructionSet) throws {
        func numbers<E: CPUElement>(_ type: E.Type, threads: Int) throws -> [Float] {
            let device = try CPUDevice(CPUSettings(threads: threads, instructionSet: set))
            return CPUDevice.$current.withValue(device) { step(Draw<CPUTensor<E>>()).values() }
        }
        let single = try numbers(Float.self, threads: 1), half = try numbers(BFloat16.self, threads: 1)
        for threads in [2, 5] {
            let same =
                try numbers(Float.self, threads: threads) == single && numbers(BFloat16.self, threads: threads) == half
            #expect(same, "\(threads) threads")
        }
    }

    @Test func asksForNothingTheSecondTime() throws {
        let device = try CPUDevice(CPUSettings(threads: 2))
        CPUDevice.$current.withValue(device) {
            _ = step(Draw<CPUTensor<BFloat16>>())
            let allocations = device.systemAllocations, bytes = device.tensorByteCount
            #expect(allocations > 0)
            for _ in 0..<3 { _ = step(Draw<CPUTensor<BFloat16>>()) }
            #expect(device.systemAllocations == allocations)
            #expect(device.tensorByteCount == bytes)

            let kept = CPUTensor<Float>([1, 2, 3], shape: [1, 3])
            device.releaseFreeMemory()
            #expect(device.tensorByteCount < 1024)
            #expect(device.peakTensorByteCount >= bytes)
            #expect(kept.values() == [1, 2, 3])
        }
    }

    /// What one operation reads is never what another writes at the same time.
    @Test func severalCallersTakeTurns() throws {
        let device = try CPUDevice(CPUSettings(threads: 2)), good = Atomic(0)
        let expected = CPUDevice.$current.withValue(device) { step(Draw<CPUTensor<BFloat16>>()).values() }
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let values = CPUDevice.$current.withValue(device) { step(Draw<CPUTensor<BFloat16>>()).values() }
            if values == expected { good.add(1, ordering: .relaxed) }
        }
        #expect(good.load(ordering: .relaxed) == 4)
    }

    @Test func oneDeviceServesAllWithoutAChoice() throws {
        #expect(try CPUDevice.shared() === CPUDevice.shared())
        #expect(CPUDevice.current == nil)
    }
}

import CPUTensors
import Tensors
import Testing

@Suite struct CPUTensorTests {
    @Test func valuesComeBack() {
        let numbers: [Float] = [0, 1, -2.5, 3e38, 1e-30, .infinity]
        #expect(CPUTensor<Float>(numbers, shape: [2, 3]).values() == numbers)
        #expect(CPUTensor<BFloat16>(numbers, shape: [2, 3]).values() == numbers.map { Float(BFloat16($0)) })
    }

    @Test(arguments: testedSets)
    func roundsToTheNearestEven(_ set: InstructionSet) throws {
        let device = try CPUDevice(CPUSettings(threads: 2, instructionSet: set))
        let numbers: [Float] = [1, 0x1.01p0, 0x1.03p0, 0x1.010002p0, -0x1.03p0, 0x1.fffffep127, .infinity, -.infinity]
        let expected: [Float] = [1, 1, 0x1.04p0, 0x1.02p0, -0x1.04p0, .infinity, .infinity, -.infinity]
        CPUDevice.$current.withValue(device) {
            #expect(CPUTensor<BFloat16>(numbers, shape: [8, 1]).values() == expected)
            #expect(CPUTensor<BFloat16>([.nan], shape: [1, 1]).values()[0].isNaN)
        }
        #expect(numbers.map { Float(BFloat16($0)) } == expected)
    }

    @Test func entriesOfABatch() {
        let tensor = CPUTensor<BFloat16>((0..<24).map(Float.init), shape: [4, 2, 3])
        #expect(tensor.batch(1..<3).shape == [2, 2, 3])
        #expect(tensor.batch(1..<3).values() == (6..<18).map(Float.init))
        #expect(tensor.reshaped([8, 3]).batch(7..<8).values() == [21, 22, 23])
    }

    @Test(arguments: testedSets)
    func findsWhatIsNotFinite(_ set: InstructionSet) throws {
        let device = try CPUDevice(CPUSettings(threads: 2, instructionSet: set))
        CPUDevice.$current.withValue(device) {
            for bad in [Float.nan, .infinity, -.infinity] {
                for place in [0, 77_777, 99_998] {
                    var numbers = [Float](repeating: 0x1.fcp127, count: 99_999)
                    #expect(CPUTensor<Float>(numbers, shape: [1, 99_999]).isFinite)
                    #expect(CPUTensor<BFloat16>(numbers, shape: [1, 99_999]).isFinite)
                    numbers[place] = bad
                    #expect(!CPUTensor<Float>(numbers, shape: [1, 99_999]).isFinite)
                    #expect(!CPUTensor<BFloat16>(numbers, shape: [1, 99_999]).isFinite)
                }
            }
        }
    }

    /// Weights come in any of the file types, unaligned.
    @Test(arguments: testedSets)
    func convertsWeights(_ set: InstructionSet) throws {
        let device = try CPUDevice(CPUSettings(threads: 2, instructionSet: set))
        let numbers: [Float] = (0..<60).map { Float($0 - 30) / 4 }
        let halves = numbers.map { Float16($0).bitPattern }, bfloats = numbers.map { BFloat16($0).bits }
        CPUDevice.$current.withValue(device) {
            for (type, source) in [(DataType.float16, halves), (.bfloat16, bfloats)] {
                let bytes = Unaligned(source)
                let array = HostArray(bytes: bytes.contents, dataType: type, shape: [20, 3], owner: bytes)
                let zeros = CPUTensor<BFloat16>.pack(.embedding, HostArray([0, 0, 0], shape: [1, 3]), bias: nil)
                let table = CPUTensor<BFloat16>.pack(.embedding, array, bias: nil)
                let all = CPUTensor<BFloat16>.embedding((0..<20).map { [$0] }, table: table, positions: zeros)
                #expect(all.values() == numbers)
            }
        }
    }

    /// Numbers one byte off their alignment, as in a mapped file.
    private final class Unaligned {
        let contents: UnsafeRawBufferPointer
        private let memory: UnsafeMutableRawPointer

        init(_ values: [UInt16]) {
            let memory = UnsafeMutableRawPointer.allocate(byteCount: 2 * values.count + 1, alignment: 64)
            values.withUnsafeBytes { (memory + 1).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
            contents = UnsafeRawBufferPointer(start: memory + 1, count: 2 * values.count)
            self.memory = memory
        }
        deinit { memory.deallocate() }
    }
}

import Tensors
import Testing

@Suite struct HostArrayTests {
    private final class Bytes {
        let buffer: UnsafeMutableRawBufferPointer
        init(_ bytes: [UInt8]) {
            buffer = .allocate(byteCount: bytes.count, alignment: 8)
            buffer.copyBytes(from: bytes)
        }
        deinit { buffer.deallocate() }
    }

    /// 1, -2 and the smallest subnormal, from places that aren't aligned.
    @Test(arguments: [
        (DataType.float32, [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 1, 0, 0, 0] as [UInt8], Float.leastNonzeroMagnitude),
        (.float16, [0, 0x3C, 0, 0xC0, 1, 0], 0x1p-24), (.bfloat16, [0x80, 0x3F, 0, 0xC0, 1, 0], 0x1p-133),
    ])
    func readsEveryType(type: DataType, bytes: [UInt8], smallest: Float) {
        let owner = Bytes([0xFF] + bytes)
        let window = UnsafeRawBufferPointer(rebasing: owner.buffer[1...])
        let array = HostArray(bytes: window, dataType: type, shape: [3, 1], owner: owner)
        #expect(array.count == 3)
        #expect(array.floats() == [1, -2, smallest])
    }

    @Test func copiesAndReshapes() {
        let array = HostArray([1, 2, 3, 4, 5, 6], shape: [2, 3]).reshaped([3, 2, 1])
        #expect(array.shape == [3, 2, 1])
        #expect(array.floats() == [1, 2, 3, 4, 5, 6])
    }

    @Test func declaresWithoutBytes() {
        let array = HostArray(declared: [1 << 20, 1 << 20], dataType: .bfloat16)
        #expect(array.count == 1 << 40)
        #expect(array.bytes.isEmpty)
    }
}

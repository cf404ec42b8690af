/// A buffer of the arena, which gets it back when nobody refers to it any more.
///
/// `@unchecked Sendable`: written once, by the operation that makes the tensor, before anybody else sees it.
final class TensorStorage: @unchecked Sendable {
    let device: CPUDevice
    let address: UnsafeMutableRawPointer
    private let size: Int

    init(device: CPUDevice, byteCount: Int) {
        self.device = device
        size = Arena.bufferSize(byteCount)
        address = device.arena.take(size: size)
    }

    deinit { device.arena.giveBack(address, size: size) }
}

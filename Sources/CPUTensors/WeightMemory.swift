/// Bytes of a weight: memory of the system, or a part of a mapped file.
///
/// `@unchecked Sendable`: nothing is written after `init`.
final class WeightMemory: @unchecked Sendable {
    let address: UnsafeMutableRawPointer
    /// Keeps the file mapped; nil for memory of the system.
    private let file: MappedWeights?

    /// The bytes that the packed weights in use have kept, or else those that `fill` writes, all of them.
    ///
    /// `label` and `byteCount` are all that tells one weight from another.
    init(byteCount: Int, label: String, fill: (UnsafeMutableRawPointer) -> Void) {
        let packed = PackedWeights.current
        if let (file, address) = packed?.next(label: label, byteCount: byteCount) {
            self.file = file
            self.address = address
            return
        }
        file = nil
        address = SystemMemory.allocate(byteCount: byteCount)
        fill(address)
        packed?.keep(UnsafeRawBufferPointer(start: address, count: byteCount), label: label)
    }

    deinit {
        if file == nil { SystemMemory.free(address) }
    }
}

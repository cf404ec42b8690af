/// Bytes of a weight: memory of the system, or a part of a mapped file.
///
/// `@unchecked Sendable`: nothing is written after `init`.
final class WeightMemory: @unchecked Sendable {
    let address: UnsafeMutableRawPointer
    /// Keeps the file mapped; nil for memory of the system.
    private let mapping: FileMapping?

    /// The bytes that the packed weights in use have kept, or else those that `fill` writes, all of them.
    ///
    /// `label` and `byteCount` are all that tells one weight from another.
    init(byteCount: Int, label: String, fill: (UnsafeMutableRawPointer) -> Void) {
        let packed = PackedWeights.current
        if let kept = packed?.next(label: label, byteCount: byteCount) {
            (address, mapping) = (kept.address, kept.mapping)
            return
        }
        let fresh = SystemMemory.allocate(byteCount: byteCount)
        fill(fresh)
        if let kept = packed?.keep(UnsafeRawBufferPointer(start: fresh, count: byteCount), label: label) {
            SystemMemory.free(fresh)
            (address, mapping) = (kept.address, kept.mapping)
        } else {
            (address, mapping) = (fresh, nil)
        }
    }

    deinit {
        if mapping == nil { SystemMemory.free(address) }
    }
}

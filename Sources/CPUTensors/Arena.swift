internal import Synchronization

/// Hands out buffers and keeps those that come back for the next time, sorted by size: a step asks for the same sizes in the same
/// order as the step before, so that from the second on the system is asked for nothing.
final class Arena: Sendable {
    /// `@unchecked Sendable`: nobody but the holder of the lock around the state touches the pointers.
    private struct State: @unchecked Sendable {
        var free: [Int: [UnsafeMutableRawPointer]] = [:]
        var systemAllocations = 0
        var byteCount = 0
        var peakByteCount = 0
    }

    private let state = Mutex(State())

    /// How often the system was asked for memory.
    var systemAllocations: Int { state.withLock { $0.systemAllocations } }
    /// Bytes held, in use or not.
    var byteCount: Int { state.withLock { $0.byteCount } }
    /// The most bytes ever held.
    var peakByteCount: Int { state.withLock { $0.peakByteCount } }

    /// The size of the buffer that serves `byteCount`: eight steps from a power of two to the next, so that at most an eighth
    /// is wasted and sizes that differ a little share their buffers.
    static func bufferSize(_ byteCount: Int) -> Int {
        let least = 512
        guard byteCount > least else { return least }
        let power = 1 << (Int.bitWidth - 1 - (byteCount - 1).leadingZeroBitCount)
        let step = power / 8
        return (byteCount + step - 1) / step * step
    }

    /// `size` is one of `bufferSize`.
    func take(size: Int) -> UnsafeMutableRawPointer {
        let memory = state.withLock { state in
            if let kept = state.free[size]?.popLast() { return UInt(bitPattern: kept) }
            state.systemAllocations += 1
            state.byteCount += size
            state.peakByteCount = max(state.peakByteCount, state.byteCount)
            return 0
        }
        return UnsafeMutableRawPointer(bitPattern: memory) ?? SystemMemory.allocate(byteCount: size)
    }

    func giveBack(_ memory: UnsafeMutableRawPointer, size: Int) {
        let address = UInt(bitPattern: memory)
        state.withLock { $0.free[size, default: []].append(UnsafeMutableRawPointer(bitPattern: address)!) }
    }

    /// Returns what nobody uses to the system.
    func releaseFreeMemory() {
        state.withLock { state in
            for (size, buffers) in state.free {
                state.byteCount -= size * buffers.count
                buffers.forEach(SystemMemory.free)
            }
            state.free = [:]
        }
    }

    deinit { releaseFreeMemory() }
}

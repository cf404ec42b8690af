#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Memory from the operating system, aligned to a cache line, large pieces to huge pages: those are worth a tenth of a step.
enum SystemMemory {
    static let hugePage = 2 << 20

    /// Traps when there is no more.
    static func allocate(byteCount: Int) -> UnsafeMutableRawPointer {
        let isLarge = byteCount >= hugePage
        var memory: UnsafeMutableRawPointer?
        let result = posix_memalign(&memory, isLarge ? hugePage : 64, max(byteCount, 1))
        guard result == 0, let memory else { preconditionFailure("no memory left for \(byteCount) bytes") }
        #if os(Linux)
            if isLarge { madvise(memory, byteCount / hugePage * hugePage, MADV_HUGEPAGE) }
        #endif
        return memory
    }

    static func free(_ memory: UnsafeMutableRawPointer) {
        #if canImport(Glibc)
            Glibc.free(memory)
        #else
            Darwin.free(memory)
        #endif
    }
}

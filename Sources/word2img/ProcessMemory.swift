internal import Foundation

enum ProcessMemory {
    /// The most that was resident so far.
    static var peakByteCount: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF, &usage)
        return usage.ru_maxrss * 1024
    }
}

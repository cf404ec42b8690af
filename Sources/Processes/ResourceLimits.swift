internal import CProcesses
internal import Foundation

/// What a process may use. Past the memory it gets none, past the processor time it is killed.
public struct ResourceLimits: Sendable, Hashable {
    /// Bytes of virtual memory, program and libraries included.
    public var addressSpace: Int
    /// Of all threads together, over its whole life.
    public var cpuTime: Duration
    /// Bytes of each file that it writes.
    public var fileSize: Int

    public init(addressSpace: Int, cpuTime: Duration, fileSize: Int = 0) {
        self.addressSpace = addressSpace
        self.cpuTime = cpuTime
        self.fileSize = fileSize
    }

    /// Bounds this process for good. It leaves no core file either.
    public func apply() throws(ProcessError) {
        let error = w2i_limit(addressSpace, Int(cpuTime.components.seconds), fileSize)
        guard error == 0 else {
            throw .system(call: "setrlimit", subject: "limits", reason: String(cString: strerror(error)))
        }
    }
}

internal import CProcesses
internal import Foundation

/// An open file descriptor, closed with its last reference. Programs that this process starts don't inherit it.
public final class Descriptor: Sendable {
    public let number: Int32

    /// Takes over a descriptor that is open and closed on exec.
    init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    /// A pipe's ends.
    static func pipe() throws(ProcessError) -> (reading: Descriptor, writing: Descriptor) {
        var ends: [Int32] = [-1, -1]
        let error = w2i_pipe(&ends)
        guard error == 0 else {
            throw .system(call: "pipe2", subject: "a pipe", reason: String(cString: strerror(error)))
        }
        return (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
    }
}

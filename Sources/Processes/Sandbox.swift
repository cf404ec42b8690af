internal import CProcesses
internal import Foundation

/// A process that handles what strangers sent shuts itself in.
public enum Sandbox {
    /// From now on this process can compute, start threads, and use the descriptors that are open: no file, no network,
    /// no other process. Whatever else it asks of the kernel fails with EPERM. There is no way back.
    public static func enter() throws(ProcessError) {
        let error = w2i_sandbox()
        guard error == 0 else {
            throw .system(
                call: "seccomp", subject: "the sandbox for pictures", reason: String(cString: strerror(error)))
        }
    }
}

internal import Foundation

/// One end of a connection to a child process, for a caller that waits on its own thread, but not for ever.
public final class StreamSocket: Sendable {
    private let descriptor: Descriptor

    private init(_ descriptor: Descriptor) { self.descriptor = descriptor }

    /// Two ends: one to talk by, one to give to a child.
    public static func pair() throws(ProcessError) -> (own: StreamSocket, childs: Descriptor) {
        var ends: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw .lastSystemError("socketpair", "a connection") }
        return (StreamSocket(Descriptor(owning: ends[0])), Descriptor(owning: ends[1]))
    }

    /// Throws ``ProcessError/timedOut`` and ``ProcessError/closed``.
    public func write(_ bytes: some Sequence<UInt8>, by deadline: ContinuousClock.Instant) throws(ProcessError) {
        let bytes = Array(bytes), flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        try transfer(bytes.count, POLLOUT, by: deadline) { done in
            bytes.withUnsafeBytes { send(descriptor.number, $0.baseAddress! + done, bytes.count - done, flags) }
        }
    }

    /// Exactly that many bytes. Throws ``ProcessError/timedOut`` and ``ProcessError/closed``.
    public func read(_ count: Int, by deadline: ContinuousClock.Instant) throws(ProcessError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        try transfer(count, POLLIN, by: deadline) { done in
            bytes.withUnsafeMutableBytes {
                recv(descriptor.number, $0.baseAddress! + done, count - done, Int32(MSG_DONTWAIT))
            }
        }
        return bytes
    }

    /// Repeats a call until all is done.
    private func transfer(
        _ count: Int, _ event: Int32, by deadline: ContinuousClock.Instant, _ call: (Int) -> Int
    ) throws(ProcessError) {
        var done = 0
        while done < count {
            let moved = call(done)
            switch (moved, errno) {
            case (1..., _): done += moved
            case (0, _), (_, EPIPE), (_, ECONNRESET): throw .closed
            case (_, EAGAIN): try wait(for: event, by: deadline)
            case (_, EINTR): continue
            default: throw .lastSystemError(event == POLLIN ? "recv" : "send", "a connection")
            }
        }
    }

    private func wait(for event: Int32, by deadline: ContinuousClock.Instant) throws(ProcessError) {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { throw .timedOut }
        var request = pollfd(fd: descriptor.number, events: Int16(event), revents: 0)
        poll(&request, 1, Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up))))
    }
}

internal import Foundation
internal import Synchronization

/// A Unix datagram socket at a path: for words between the processes of one machine that may be lost.
public final class DatagramSocket: Sendable {
    public let path: String
    /// What is received, in the order of arrival; ends with ``close()``. For one reader.
    public let messages: AsyncStream<[UInt8]>

    private let descriptor: Descriptor
    private let isClosed = Atomic(false)

    /// The longest message that is received whole; longer ones are dropped.
    public static let messageLimit = 64 << 10

    /// Binds the path; a socket that a dead process left there is replaced.
    ///
    /// - Parameter backlog: messages that wait for the reader. The oldest are dropped for new ones.
    public init(path: String, backlog: Int = 64) throws(ProcessError) {
        let address = try UnixAddress(path)
        let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw .lastSystemError("socket", path) }
        let descriptor = Descriptor(owning: number)
        unlink(path)
        guard address.withPointer({ bind(number, $0, $1) }) == 0 else { throw .lastSystemError("bind", path) }
        self.path = path
        self.descriptor = descriptor
        let (messages, continuation) = AsyncStream.makeStream(
            of: [UInt8].self, bufferingPolicy: .bufferingNewest(backlog))
        self.messages = messages
        Thread.detachNewThread { [weak self] in
            Self.receive(from: descriptor, continuation) { self?.isClosed.load(ordering: .relaxed) ?? true }
        }
    }

    deinit { close() }

    /// Sends without waiting. False when the message was dropped: nobody has bound that path, or its backlog is full.
    @discardableResult
    public func send(_ message: [UInt8], to path: String) -> Bool {
        guard let address = try? UnixAddress(path) else { return false }
        return address.withPointer { pointer, length in
            sendto(descriptor.number, message, message.count, Int32(MSG_DONTWAIT), pointer, length)
        } == message.count
    }

    /// Receives no more, and removes the path.
    public func close() {
        guard !isClosed.exchange(true, ordering: .relaxed) else { return }
        unlink(path)
        // Wakes the thread that receives.
        shutdown(descriptor.number, Int32(SHUT_RDWR))
    }

    /// Blocks its thread, until the socket is closed.
    private static func receive(
        from descriptor: Descriptor, _ continuation: AsyncStream<[UInt8]>.Continuation, _ isClosed: () -> Bool
    ) {
        var buffer = [UInt8](repeating: 0, count: messageLimit)
        while true {
            let count = recv(descriptor.number, &buffer, buffer.count, Int32(MSG_TRUNC))
            if isClosed() || count < 0 && errno != EINTR { break }
            if (0...buffer.count).contains(count) { continuation.yield(Array(buffer[..<count])) }
        }
        continuation.finish()
    }
}

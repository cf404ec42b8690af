import Foundation

/// A blocking connection that knows just enough HTTP: one answer with a content length after each request.
final class LoadConnection {
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 1 << 20)
    /// Bytes of the buffer that were received.
    private var count = 0

    struct Broken: Error {}

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else { throw Broken() }
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(descriptor) }

    /// Answers the status.
    func exchange(_ request: [UInt8]) throws -> Int {
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes { write(descriptor, $0.baseAddress! + sent, $0.count - sent) }
            guard count > 0 else { throw Broken() }
            sent += count
        }
        while true {
            if let answer = try Self.answer(in: buffer) {
                while count < answer.length { try receive() }
                guard count == answer.length else { throw Broken() }
                count = 0
                buffer[0] = 0
                return answer.status
            }
            try receive()
        }
    }

    /// An answer's status and its length with its head, once the head is there; the byte after what was received is 0. Two
    /// cores are shared with the server that is measured: strings of Swift would cost half as much as its work.
    private static func answer(in buffer: [UInt8]) throws -> (status: Int, length: Int)? {
        try buffer.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: CChar.self).baseAddress!
            guard let blank = strstr(start, "\r\n\r\n") else { return nil }
            guard let field = strstr(start, "Content-Length:"), field < blank else { throw Broken() }
            return (strtol(start + 9, nil, 10), start.distance(to: blank) + 4 + strtol(field + 15, nil, 10))
        }
    }

    private func receive() throws {
        guard count < buffer.count - 1 else { throw Broken() }
        let (descriptor, count) = (descriptor, count)
        let received = buffer.withUnsafeMutableBytes { bytes in
            read(descriptor, bytes.baseAddress! + count, bytes.count - count - 1)
        }
        guard received > 0 else { throw Broken() }
        self.count += received
        buffer[self.count] = 0
    }
}

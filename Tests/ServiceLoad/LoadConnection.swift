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
            let received = buffer[..<count]
            if let end = received.firstRange(of: Self.blankLine) {
                let total = try end.upperBound + Self.contentLength(received[..<end.lowerBound])
                while count < total { try receive() }
                let status = Int(String(decoding: buffer[9..<12], as: UTF8.self))
                buffer.withUnsafeMutableBytes { bytes in
                    bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[total..<count]))
                }
                count -= total
                guard let status else { throw Broken() }
                return status
            }
            try receive()
        }
    }

    private static let blankLine = Array("\r\n\r\n".utf8)

    private static func contentLength(_ head: ArraySlice<UInt8>) throws -> Int {
        for line in head.split(separator: UInt8(ascii: "\n")) where line.first.map({ $0 | 32 }) == UInt8(ascii: "c") {
            let text = String(decoding: line, as: UTF8.self).lowercased()
            if text.hasPrefix("content-length:"),
                let length = Int(text.dropFirst(15).trimmingCharacters(in: .whitespacesAndNewlines))
            {
                return length
            }
        }
        throw Broken()
    }

    private func receive() throws {
        guard count < buffer.count else { throw Broken() }
        let (descriptor, count) = (descriptor, count)
        let received = buffer.withUnsafeMutableBytes { bytes in
            read(descriptor, bytes.baseAddress! + count, bytes.count - count)
        }
        guard received > 0 else { throw Broken() }
        self.count += received
    }
}

import Foundation

/// A blocking connection that knows just enough HTTP: one answer with a content length after each request.
final class LoadConnection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

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
        let blank = Data("\r\n\r\n".utf8)
        var end = Data(buffer).range(of: blank)
        while end == nil {
            try receive()
            end = Data(buffer).range(of: blank)
        }
        guard let end else { throw Broken() }
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self).lowercased()
        guard let line = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }),
            let length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)),
            let status = Int(head.dropFirst(9).prefix(3))
        else { throw Broken() }
        while buffer.count < end.upperBound + length { try receive() }
        buffer.removeFirst(end.upperBound + length)
        return status
    }

    private func receive() throws {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(descriptor, &part, part.count)
        guard count > 0 else { throw Broken() }
        buffer += part[..<count]
    }
}

internal import Foundation

/// The path of a Unix socket, as the system takes it.
struct UnixAddress: Sendable {
    let path: String
    private let address: SendableAddress

    /// The system's own type is only bytes.
    private struct SendableAddress: @unchecked Sendable { var value = sockaddr_un() }

    /// Without the zero at its end.
    static let lengthLimit = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    init(_ path: String) throws(ProcessError) {
        guard path.utf8.count <= Self.lengthLimit else { throw .socketPath(path, limit: Self.lengthLimit) }
        self.path = path
        var address = SendableAddress()
        address.value.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.value.sun_path) { $0.copyBytes(from: path.utf8) }
        self.address = address
    }

    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address.value) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

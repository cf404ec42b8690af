internal import Dispatch
internal import Foundation

/// Finds the addresses of a host name.
public protocol Resolver: Sendable {
    /// Empty where there are none.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// The system's resolver. It blocks, so it has threads of its own; and since it takes `0x7f.1` and `2130706433` for addresses
/// too, nothing else has to know such spellings.
public struct SystemResolver: Resolver {
    private static let queue = DispatchQueue(label: "word2img.resolver", attributes: .concurrent)

    public init() {}

    public func addresses(of host: String) async throws -> [IPAddress] {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: Self.lookUp(host)) }
        }
    }

    private static func lookUp(_ host: String) -> [IPAddress] {
        var hints = addrinfo(), first: UnsafeMutablePointer<addrinfo>?
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        return sequence(first: first, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
            guard let info = entry?.pointee, let address = info.ai_addr else { return nil }
            switch info.ai_family {
            case AF_INET:
                return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                    IPAddress(bytes: withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) })
                }
            case AF_INET6:
                return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                    IPAddress(bytes: withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) })
                }
            default: return nil
            }
        }
    }
}

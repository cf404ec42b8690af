internal import Foundation
internal import Synchronization

/// Finds the addresses of a host name.
public protocol Resolver: Sendable {
    /// Empty where there are none.
    func addresses(of host: String) async throws -> [IPAddress]
}

/// The system's resolver, which takes `0x7f.1` and `2130706433` for addresses too, so that nothing else has to know such
/// spellings.
///
/// It blocks, for half a minute where name servers are silent: each lookup has a thread of its own, and who waits for it may be
/// cancelled. There are at most ``limit`` at a time; beyond, a host counts as unknown.
public struct SystemResolver: Resolver {
    static let limit = 32
    private static let running = Mutex(0)

    public init() {}

    public func addresses(of host: String) async throws -> [IPAddress] {
        let isAdmitted = Self.running.withLock { running in
            guard running < Self.limit else { return false }
            running += 1
            return true
        }
        guard isAdmitted else { return [] }
        let (answers, answer) = AsyncStream.makeStream(of: [IPAddress].self)
        Thread.detachNewThread {
            answer.yield(Self.lookUp(host))
            answer.finish()
            Self.running.withLock { $0 -= 1 }
        }
        for await addresses in answers { return addresses }
        throw CancellationError()
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

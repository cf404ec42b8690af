internal import Foundation

/// Why something could not be fetched: sentences fit for the client that named the URL. They never say which address a name
/// has.
public enum FetchError: Error, Sendable, Hashable {
    case badURL(String)
    case unknownHost(String)
    /// The host has no address that may be contacted.
    case refusedAddress(host: String)
    case tooManyRedirects(limit: Int)
    case redirectedToPlainHTTP
    case status(Int)
    case tooLarge(limit: Int)
    case timedOut(seconds: Double)
    /// The connection failed or broke.
    case failed(host: String)
}

extension FetchError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badURL(let reason): "the URL \(reason)"
        case .unknownHost(let host): "the host \(host) is not known"
        case .refusedAddress(let host): "\(host) has no address on the public internet"
        case .tooManyRedirects(let limit): "it redirects more than \(limit) times"
        case .redirectedToPlainHTTP: "it redirects from https to http"
        case .status(let status): "it answered \(status)"
        case .tooLarge(let limit): "it is larger than \(limit) bytes"
        case .timedOut(let seconds): "it took longer than \(seconds.formatted()) s"
        case .failed(let host): "the connection to \(host) failed"
        }
    }
}

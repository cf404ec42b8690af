internal import Foundation

/// Where a request goes: a checked URL, taken apart.
struct Target: Hashable {
    let scheme: String
    /// In lower case; an IPv6 address without its brackets.
    let host: String
    let port: Int?
    /// Path and query.
    let rest: String

    init(_ text: String) throws(FetchError) {
        guard text.utf8.count <= 4096 else { throw .badURL("has more than 4096 bytes") }
        guard let url = URLComponents(string: text) else { throw .badURL("can't be read") }
        guard let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
            throw .badURL("is neither http nor https")
        }
        guard url.user == nil, url.password == nil else { throw .badURL("holds a user name or password") }
        var host = (url.encodedHost ?? "").lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        // A name's trailing dot says that it is complete, which it is here in any case.
        if host.hasSuffix(".") { host.removeLast() }
        // Other spellings of a name would be one for the check and another for the connection.
        guard !host.isEmpty, host.utf8.allSatisfy(Self.isHostCharacter) else {
            throw .badURL("has a host that can't be read: use its plain or its punycode name")
        }
        if let port = url.port, !(1...65_535).contains(port) { throw .badURL("has a port that there is not") }
        self.scheme = scheme
        self.host = host
        port = url.port
        let path = url.percentEncodedPath
        rest = (path.isEmpty ? "/" : path) + (url.percentEncodedQuery.map { "?" + $0 } ?? "")
    }

    var url: String {
        "\(scheme)://\(host.contains(":") ? "[\(host)]" : host)\(port.map { ":\($0)" } ?? "")\(rest)"
    }

    /// What a `Location` header names, seen from here.
    func redirected(to location: String) throws(FetchError) -> Target {
        guard let base = URL(string: url), let next = URL(string: location, relativeTo: base) else {
            throw .badURL("that it redirects to can't be read")
        }
        let target = try Target(next.absoluteString)
        guard scheme == "http" || target.scheme == "https" else { throw .redirectedToPlainHTTP }
        return target
    }

    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"): true
        default: false
        }
    }
}

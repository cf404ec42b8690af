internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The URLs in answers to one request.
struct Links: Sendable {
    /// Without a slash at the end.
    let base: String

    /// `peer`: the address that the connection comes from.
    init(_ request: Request, peer: String?, settings: ServiceSettings) {
        if let url = settings.publicURL {
            base = url
            return
        }
        let isForwarded = peer.map(settings.trustedProxies.contains) ?? false
        let host = (isForwarded ? request.headers[.forwardedHost] : nil) ?? request.head.authority ?? "localhost"
        let scheme = (isForwarded ? request.headers[.forwardedProto] : nil) ?? settings.scheme
        base = "\(scheme)://\(host)"
    }

    init(base: String) { self.base = base }

    func status(_ id: JobID) -> String { "\(base)/v2/requests/\(id)/status" }
    func response(_ id: JobID) -> String { "\(base)/v2/requests/\(id)" }
    func poll(_ id: JobID) -> String { "\(base)/v1/requests/\(id)" }

    func file(_ name: BlobName, contentType: String) -> String {
        "\(base)/files/\(Self.fileName(name, contentType: contentType))"
    }

    static func fileName(_ name: BlobName, contentType: String) -> String {
        let picture = OutputFormat.allCases.first { $0.contentType == contentType }?.fileEnding
        let ending = contentType == "application/zip" ? "zip" : picture
        return name.text + (ending.map { ".\($0)" } ?? "")
    }

    func path(_ path: String) -> String { base + path }

    /// A name as a part of a path.
    static func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.urlPathAllowed)) ?? ""
    }

    /// The blob that a URL of ours names; nil for other URLs.
    func blob(inURL url: String) -> BlobName? {
        let prefix = "\(base)/files/"
        return url.hasPrefix(prefix) ? Self.blob(inFileName: url.dropFirst(prefix.count)) : nil
    }

    static func blob(inFileName file: some StringProtocol) -> BlobName? {
        let parts = file.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 ? BlobName(String(parts[0])) : nil
    }
}

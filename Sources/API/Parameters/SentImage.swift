internal import Foundation

/// The control picture, as it was sent.
enum SentImage: Sendable, Hashable {
    case bytes([UInt8])
    case url(String)

    /// An http(s) URL, a data URI, or bare base64; nil for what is none of them.
    init?(text: String) {
        let text = text.trimmed, start = text.prefix(8).lowercased()
        if start.hasPrefix("http://") || start.hasPrefix("https://") {
            self = .url(text)
        } else if start.hasPrefix("data:") {
            guard let bytes = Self.bytes(ofDataURI: text) else { return nil }
            self = .bytes(bytes)
        } else {
            guard let bytes = Self.bytes(ofBase64: text[...]) else { return nil }
            self = .bytes(bytes)
        }
    }

    /// RFC 2397, base64 alone.
    static func bytes(ofDataURI text: String) -> [UInt8]? {
        guard text.prefix(5).lowercased() == "data:", let comma = text.utf8.firstIndex(of: UInt8(ascii: ",")),
            text[..<comma].lowercased().hasSuffix(";base64")
        else { return nil }
        return bytes(ofBase64: text[text.index(after: comma)...])
    }

    /// With line ends, without padding, and in the URL alphabet too: all of these are sent.
    private static func bytes(ofBase64 text: Substring) -> [UInt8]? {
        if let data = Data(base64Encoded: String(text)) { return data.isEmpty ? nil : [UInt8](data) }
        var plain = text.filter { !$0.isWhitespace && $0 != "=" }
        plain = plain.replacing("-", with: "+").replacing("_", with: "/")
        plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain), !data.isEmpty else { return nil }
        return [UInt8](data)
    }
}

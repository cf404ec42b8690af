/// How a finished picture is encoded.
public enum OutputFormat: String, Sendable, Hashable, Codable, CaseIterable {
    case jpeg, png, webp

    public var contentType: String { "image/\(rawValue)" }

    /// Without the dot.
    public var fileEnding: String { self == .jpeg ? "jpg" : rawValue }
}

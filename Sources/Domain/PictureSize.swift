/// A picture's width and height in pixels, written `512` or `520x776`.
public struct PictureSize: Sendable, Hashable {
    public let width: Int
    public let height: Int

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// nil unless the text is a whole number, or two with an `x` between them.
    public init?(_ text: String) {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Self.side($0) }
        guard (1...2).contains(sides.count), let width = sides[0], let height = sides[sides.count - 1] else {
            return nil
        }
        self.init(width: width, height: height)
    }

    /// Digits alone: `Int` would take signs as well.
    private static func side(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }
}

extension PictureSize: CustomStringConvertible {
    /// `512` for a square, else `520x776`.
    public var description: String { width == height ? "\(width)" : "\(width)x\(height)" }
}

extension PictureSize: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer(), text = try container.decode(String.self)
        guard let size = PictureSize(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no size")
        }
        self = size
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

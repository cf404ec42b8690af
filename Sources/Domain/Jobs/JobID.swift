/// A request's id: a random UUID (version 4), in lower case.
public struct JobID: Sendable, Hashable {
    public let text: String

    /// nil unless the text is a UUID of version 4. Upper-case digits are taken as lower-case ones.
    public init?(_ text: String) {
        let parts = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == Self.lengths,
            zip(parts, Self.lengths).allSatisfy({ HexText.holds($0, digits: $1) }),
            parts[2].hasPrefix("4"), "89ab".contains(parts[3].prefix(1))
        else { return nil }
        self.text = parts.joined(separator: "-")
    }

    public init(using generator: inout some RandomNumberGenerator) {
        // RFC 9562, section 5.4: four bits of version, two of variant, 122 at random.
        let high = (generator.next() & ~0xF000) | 0x4000
        let low = (generator.next() & (.max >> 2)) | (1 << 63)
        let digits = HexText.text(high, digits: 16) + HexText.text(low, digits: 16)
        var rest = digits[...]
        text = Self.lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return rest.prefix(length)
        }.joined(separator: "-")
    }

    private static let lengths = [8, 4, 4, 4, 12]
}

extension JobID: CustomStringConvertible {
    public var description: String { text }
}

extension JobID: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer(), text = try container.decode(String.self)
        guard let id = JobID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no request id")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

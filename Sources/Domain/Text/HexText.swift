/// Lower-case hexadecimal text of a fixed length: what keys, job ids and blob names are made of.
enum HexText {
    static func holds(_ text: some StringProtocol, digits: Int) -> Bool {
        text.utf8.count == digits && text.utf8.allSatisfy(Self.digits.contains)
    }

    /// - Parameter digits: at most 16.
    static func random(digits: Int, using generator: inout some RandomNumberGenerator) -> String {
        text(generator.next(), digits: digits)
    }

    /// The low `digits` digits, with leading zeros.
    static func text(_ value: UInt64, digits count: Int) -> String {
        String(decoding: (0..<count).reversed().map { digits[Int((value >> (4 * $0)) & 0xF)] }, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

/// Base64 with the standard alphabet and padding (RFC 4648, section 4): what webhook secrets and signatures are written
/// in.
package enum Base64Text {
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        var characters: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = Array(rest.prefix(3))
            let bits = (0..<3).reduce(UInt32(0)) { $0 << 8 | ($1 < group.count ? UInt32(group[$1]) : 0) }
            for position in 0..<4 {
                characters.append(
                    position <= group.count ? alphabet[Int(bits >> (18 - 6 * position)) & 0x3F] : padding)
            }
            rest = rest.dropFirst(3)
        }
        return String(decoding: characters, as: UTF8.self)
    }

    /// nil for anything but the one text that these bytes have.
    package static func bytes(of text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0, count = 0
        for character in text.utf8.reversed().drop(while: { $0 == padding }).reversed() {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(digit)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // Padding that is missing, or bits that no byte holds.
        return self.text(bytes) == text ? bytes : nil
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")
}

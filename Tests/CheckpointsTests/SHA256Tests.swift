import Checkpoints
import Testing

struct SHA256Tests {
    private func digest(_ bytes: some Collection<UInt8>) -> String {
        var hash = SHA256()
        hash.update(bytes)
        return hash.hexadecimal()
    }

    /// FIPS 180-4's examples, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func publishedDigests(_ message: String, _ expected: String) {
        #expect(digest(message.utf8) == expected)
    }

    @Test func aMillionBytesInUnevenPieces() {
        var hash = SHA256(), left = 1_000_000, piece = 1
        while left > 0 {
            let count = min(piece, left)
            hash.update(Array(repeating: UInt8(ascii: "a"), count: count))
            left -= count
            piece = piece * 3 % 1009 + 1
        }
        let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(hash.hexadecimal() == expected)
    }

    /// Each length from 0 to 199, so that every way to pad is met; the digests' digest is Python's hashlib's.
    @Test func everyLength() {
        var all = SHA256()
        for length in 0..<200 {
            all.update(digest((0..<length).map { UInt8(($0 * 7 + length) % 256) }).utf8)
        }
        let expected = "b8f5d54cfd1cbbcae2003d1365d9fab7e5bc61813fa3486ee6a6a6bf38db4745"
        #expect(all.hexadecimal() == expected)
    }
}

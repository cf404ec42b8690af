import Domain
import Foundation
import Testing

struct Base64TextTests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func theStandardsExamples(plain: String, text: String) {
        #expect(Base64Text.text(Array(plain.utf8)) == text)
        #expect(Base64Text.bytes(of: text) == Array(plain.utf8))
    }

    @Test func isWhatFoundationSays() {
        for count in 0..<70 {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max) }
            #expect(Base64Text.text(bytes) == Data(bytes).base64EncodedString())
            #expect(Base64Text.bytes(of: Base64Text.text(bytes)) == bytes)
        }
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm8", "Z g==", "Zm9v\n", "Zm-_", "Zg==Zg==",
    ])
    func anythingElseIsRefused(text: String) { #expect(Base64Text.bytes(of: text) == nil) }
}

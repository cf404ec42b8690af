import Readability
import Testing

struct SimilarityTests {
    @Test(arguments: [
        ("GO1D 5", "gold S"), ("h0t", "HOT"), ("P12ZA", "pizza"), ("8all", "BA1l"), ("Café", "CAFE"),
        ("straße", "STRASSE"),
        ("new\nyork", "New York"), ("ＷＩＤＥ", "wide"), ("ร \u{E31} ก", "รัก"), ("น \u{E4D} า", "นำ"), ("جدید", "جديد"),
    ])
    func looksTheSame(read: String, expected: String) {
        #expect(Similarity.isSame(read, expected) && Similarity.of(read, expected) == 1)
    }

    @Test(arguments: [
        ("COLD", "GOLD", 0.75), ("", "GOLD", 0.0), ("GLD", "GOLD", 0.75), ("GOLDEN", "GOLD", 2.0 / 3),
        ("xyz", "abc", 0.0), ("รก", "รัก", 0.5),
    ])
    func isBetween(read: String, expected: String, similarity: Double) {
        #expect(abs(Similarity.of(read, expected) - similarity) < 1e-9)
        #expect(!Similarity.isSame(read, expected))
    }

    @Test(arguments: [("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("ab", "ba", 2)])
    func editDistances(a: String, b: String, distance: Int) {
        #expect(Similarity.editDistance(Array(a), Array(b)) == distance)
        #expect(Similarity.editDistance(Array(b), Array(a)) == distance)
    }

    @Test func lettersThatWereReadAreKnown() {
        #expect(Similarity.matches("CQLD", "GOLD") == [false, false, true, true])
        #expect(Similarity.matches("GLD", "GOLD") == [true, false, true, true])
        #expect(Similarity.matches("xGOxLD", "GOLD") == [true, true, true, true])
        #expect(Similarity.matches("", "AB") == [false, false])
    }

    @Test(arguments: [
        ("GOLD", Script.latin), ("2025", .latin), ("Привет", .cyrillic), ("سلام", .arabic), ("नमस्ते", .devanagari),
        ("日本のパン", .kana), ("黄金", .han), ("ΟΙΝΟΣ", .greek), ("☕ café", .latin),
    ])
    func scripts(text: String, script: Script) { #expect(Script(of: text) == script) }

    @Test func emojiHaveNoScript() { #expect(Script(of: "🍕") == nil) }
}

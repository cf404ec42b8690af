import Imaging
import Testing

struct EmbeddedRecipeTests {
    private static let encodings: [PictureEncoding] = [
        .png, .jpeg(quality: 80), .jpeg(quality: 96), .webp(quality: 80),
    ]
    private static let texts = [
        "", "{}", #"{"text": "PIZZA", "seed": 6130473235}"#,
        "crème brûlée 🍕 日本語 \u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
        "odd", "line\nbreak\u{0}and zero", String(repeating: "long 長い 🧀 ", count: 2000),
    ]

    @Test(arguments: encodings, texts)
    func comesBack(_ encoding: PictureEncoding, _ text: String) throws {
        let bitmap = Bitmap.waves(width: 31, height: 17)
        let file = try bitmap.encoded(as: encoding, recipe: text)
        #expect(EmbeddedRecipe.read(from: file) == text)
        #expect(PictureFormat(magic: file) == encoding.format)
        // And the picture is the same with it as without.
        #expect(try Bitmap(decoding: file) == Bitmap(decoding: bitmap.encoded(as: encoding)))
    }

    /// Written by another library, which stores EXIF in the other byte order.
    @Test(arguments: PictureGolden.readable)
    func readsAnotherLibrarysFiles(_ golden: PictureGolden) throws {
        #expect(EmbeddedRecipe.read(from: try golden.bytes) == golden.recipe)
    }

    @Test(arguments: encodings)
    func absentIsNil(_ encoding: PictureEncoding) throws {
        let file = try Bitmap.waves(width: 8, height: 8).encoded(as: encoding)
        #expect(EmbeddedRecipe.read(from: file) == nil)
        #expect(EmbeddedRecipe.read(from: []) == nil)
    }

    /// As long as a JPEG segment can hold, and one more.
    @Test func lengthIsLimited() throws {
        let bitmap = Bitmap.waves(width: 8, height: 8)
        let longest = String(repeating: "x", count: EmbeddedRecipe.limit)
        for encoding in Self.encodings {
            let file = try bitmap.encoded(as: encoding, recipe: longest)
            #expect(EmbeddedRecipe.read(from: file)?.utf16.count == longest.utf16.count)
            #expect(throws: ImagingError.recipeTooLong(found: longest.count + 1, limit: longest.count)) {
                try bitmap.encoded(as: encoding, recipe: longest + "x")
            }
        }
    }
}

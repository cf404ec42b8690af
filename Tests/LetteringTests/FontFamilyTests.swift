import Lettering
import Testing

struct FontFamilyTests {
    @Test func familiesAreListedWithoutAliases() {
        let families = FontFamily.installed()
        #expect(families.contains(FontFamily.standard) && families == families.sorted() && !families.contains("Sans"))
    }

    /// Symbols, scripts without Latin letters, coloured pictures: all of them.
    @Test func everyFamilyHasASample() throws {
        for family in FontFamily.installed() {
            let sample = try FontFamily.sample(of: family, width: 64, height: 16)
            #expect(sample.width == 64 && sample.height == 16, "\(family)")
            #expect(sample.inkBox(least: 64) != nil, "\(family)")
        }
    }

    @Test func aLatinFamilyShowsItsName() throws {
        let sample = try FontFamily.sample(of: FontFamily.standard)
        #expect(sample.letters.map(\.text).joined() == "DejaVuSans" && sample.width == 256 && sample.height == 64)
    }

    @Test(.enabled(if: FontFamily.installed().contains("Noto Sans Devanagari"), "it is in Debian's fonts-noto-core"))
    func anotherScriptIsShownByItsOwn() throws {
        let sample = try FontFamily.sample(of: "Noto Sans Devanagari")
        #expect(sample.letters.map(\.text).joined() == "कखग")
    }

    @Test func whatIsNotThereHasNone() {
        #expect(throws: LetteringError.self) { try FontFamily.sample(of: "No Such Family") }
    }
}

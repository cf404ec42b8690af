public import Imaging

/// Judges how well finished pictures can be read.
///
/// For one thread at a time: it keeps Tesseract's readers, and the last stencil. A full verdict takes 100 to 300 ms.
public final class ReadabilityJudge {
    private let english: WordReader
    private var others: [Script: WordReader?] = [:]
    private var lastStencil: StencilReading?

    private struct StencilReading {
        let stencil: Bitmap
        let word: String
        let isRead: Bool
    }

    /// Throws ``ReadabilityError/noLanguageData`` where Tesseract's data for English is missing.
    public init() throws(ReadabilityError) { english = try WordReader() }

    /// - Parameters:
    ///   - word: what should be read; case, accents and spaces don't matter, nor do glyphs that look alike (O and 0, I, l
    ///     and 1, S and 5, B and 8, Z and 2).
    ///   - stencil: what the picture was drawn from, of its size. Without it only reading counts.
    ///   - letters: where the stencil's letters are; by default they are found as far as they don't touch.
    public func judge(
        _ picture: Bitmap, expecting word: String, stencil: Bitmap? = nil, letters: [LetterBox]? = nil
    ) throws(ReadabilityError) -> Verdict {
        guard !Similarity.plain(word).isEmpty else { throw .emptyWord }
        if let stencil, (stencil.width, stencil.height) != (picture.width, picture.height) {
            throw .stencilSize(
                found: [stencil.width, stencil.height], expected: [picture.width, picture.height])
        }
        let planes = WorkingSize.planes(of: picture, WorkingSize.full)
        let ink = stencil.flatMap { Self.ink(of: $0, like: planes[0]) }
        let structure = ink.map { ink in
            StructuralScore(
                picture: planes, ink: ink, letters: Self.letters(of: ink, word, letters, picture), sigma: 1.2)
        }
        // Where the picture doesn't follow the stencil, the stencil doesn't tell where to look.
        let followed = (structure?.value ?? 0) > 0.3 ? ink : nil
        // Nor is it worth many attempts.
        let attempts = ink != nil && followed == nil ? Array(Attempt.ofPictures.prefix(10)) : Attempt.ofPictures
        let reading = reader(for: word).map {
            ViewReading(of: planes, ink: followed, attempts: attempts, expecting: word, reader: $0)
        }
        let another = reading.flatMap { self.another($0, word) }
        // What says another word can be read, whatever the stencil says.
        let canBeRead = stencil == nil || reading?.isExact == true || another != nil || canRead(stencil, word)
        return Verdict(word: word, reading: reading, canBeRead: canBeRead, structure: structure, another: another)
    }

    /// Whether a control image says the word, as far as the reader can tell: false also for curved lines, and for scripts
    /// without data.
    public func reads(_ stencil: Bitmap, as word: String) throws(ReadabilityError) -> Bool {
        guard !Similarity.plain(word).isEmpty else { throw .emptyWord }
        return canRead(stencil, word)
    }

    /// Whether there is data to read the word's script with.
    public func hasReader(for word: String) -> Bool { reader(for: word) != nil }

    private func reader(for word: String) -> WordReader? {
        guard let script = Script(of: word) else { return nil }
        if script == .latin { return english }
        if let known = others[script] { return known }
        let reader = WordReader(for: script)
        others[script] = .some(reader)
        return reader
    }

    /// A reader of lines can't read what stands on a circle; then reading says nothing about the picture.
    private func canRead(_ stencil: Bitmap?, _ word: String) -> Bool {
        guard let stencil, let reader = reader(for: word) else { return false }
        if let last = lastStencil, last.word == word, last.stencil == stencil { return last.isRead }
        let planes = WorkingSize.planes(of: stencil, WorkingSize.full)
        let readings = PictureReader(reader: reader, attempts: Attempt.ofStencils).readings(of: planes, expecting: word)
        let isRead = readings.first.map { Similarity.isSame($0.text, word) } ?? false
        lastStencil = StencilReading(stencil: stencil, word: word, isRead: isRead)
        return isRead
    }

    /// A stencil's lettering at the working size; nil if it has none.
    private static func ink(of stencil: Bitmap, like plane: Plane) -> Mask? {
        let grey = WorkingSize.planes(of: stencil, width: plane.width, height: plane.height)[1]
        return StencilInk(grey)?.mask
    }

    private static func letters(
        of ink: Mask, _ word: String, _ boxes: [LetterBox]?, _ picture: Bitmap
    ) -> LetterMasks {
        guard let boxes else { return LetterMasks(ink: ink, word: word) }
        return LetterMasks(
            ink: ink, boxes: boxes, scaleX: Double(ink.width) / Double(picture.width),
            scaleY: Double(ink.height) / Double(picture.height))
    }

    /// A word of the dictionary that the picture says while the expected one is read nowhere.
    private func another(_ reading: ViewReading, _ word: String) -> String? {
        guard !reading.isExact, let reader = reader(for: word) else { return nil }
        return reading.full.first { candidate in
            let words = candidate.text.split(separator: " ").map(String.init)
            // A chance reading is short, is read but once, or is not there from afar.
            return candidate.count >= 3 && candidate.text.count >= 3 && reading.isReadFromAfar(candidate.text)
                && words.allSatisfy { $0.count > 1 && $0.allSatisfy(\.isLetter) && reader.knows($0) }
        }?.text
    }
}

internal import CReadability

/// Reads a line of print, by Tesseract's neural network and without its dictionaries.
///
/// For one thread at a time. It keeps to that thread: OpenMP, which Tesseract would use for up to four threads a line, is
/// forbidden to start any, as `OMP_THREAD_LIMIT=1` in the process's environment would do from its start.
public final class WordReader {
    private let handle: OpaquePointer
    /// As Tesseract names it, as in "eng".
    let language: String
    /// Whether small parts above and below the letters are to be read as well.
    let keepsMarks: Bool

    /// What is read in English: letters, digits and the marks that words on signs have.
    private static let english = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&!?"

    /// Of the library that reads, as in "5.3.0".
    public static var version: String { String(cString: w2i_reader_version()) }

    /// For English. Throws ``ReadabilityError/noLanguageData`` where Tesseract's data is missing. Takes about a tenth of a
    /// second; keep it.
    public convenience init() throws(ReadabilityError) {
        guard let reader = Self.handle(language: "eng") else { throw .noLanguageData }
        self.init(reader, language: "eng", keepsMarks: false)
    }

    /// For a text's script; nil if there is no data for it.
    convenience init?(for script: Script) {
        for language in script.languages {
            if let handle = Self.handle(language: language) {
                self.init(handle, language: language, keepsMarks: script.hasMarks)
                return
            }
        }
        return nil
    }

    /// The scripts that this machine has data for, Latin by that for English; none without that.
    package static func scripts() -> [Script] {
        guard let list = w2i_languages() else { return [] }
        defer { w2i_languages_free(list) }
        var languages: Set<String> = []
        var next = list
        while let language = next.pointee {
            languages.insert(String(cString: language))
            next += 1
        }
        return Script.allCases.filter { !languages.isDisjoint(with: $0.languages) }
    }

    private init(_ handle: OpaquePointer, language: String, keepsMarks: Bool) {
        self.handle = handle
        self.language = language
        self.keepsMarks = keepsMarks
    }

    deinit { w2i_reader_free(handle) }

    private static func handle(language: String) -> OpaquePointer? {
        w2i_reader_new(language, language == "eng" ? english : nil)
    }

    /// The text of a line; empty if nothing is read.
    func read(_ line: LinePicture) -> String {
        guard let text = w2i_reader_read(handle, line.grey, line.width, line.height) else { return "" }
        defer { w2i_reader_free_text(text) }
        // By scalars: Thai's marks come after a space, and with it are one character, which is white space.
        return String(cString: text).unicodeScalars.split { $0.properties.isWhitespace }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    /// Whether the language's dictionary has the word.
    func knows(_ word: String) -> Bool { w2i_reader_knows(handle, word) }
}

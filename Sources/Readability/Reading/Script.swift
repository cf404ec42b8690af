/// A writing system, as far as the reader has data for it.
package enum Script: String, CaseIterable {
    case latin, greek, cyrillic, armenian, georgian, hebrew, arabic, devanagari, bengali, gurmukhi, gujarati, tamil,
        telugu
    case kannada, malayalam, sinhala, thai, lao, myanmar, khmer, tibetan, ethiopic, hangul, kana, han

    /// The script of most of a text's letters; nil if it has no letters that a script is known for. Digits are anyone's, so
    /// a text of digits alone is Latin.
    package init?(of text: String) {
        var counts: [Script: Int] = [:]
        for scalar in text.unicodeScalars {
            if let script = Self.allCases.first(where: { $0.ranges.contains { $0.contains(scalar.value) } }) {
                counts[script, default: 0] += 1
            }
        }
        // Kanji among kana is Japanese.
        if counts[.kana] != nil { counts[.kana, default: 0] += counts.removeValue(forKey: .han) ?? 0 }
        let most = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
        guard let script = most?.key ?? (text.contains(where: \.isNumber) ? .latin : nil) else { return nil }
        self = script
    }

    /// Whether letters have dots, vowels or tones apart from them, without which the word is another or none.
    var hasMarks: Bool {
        switch self {
        case .hebrew, .arabic, .thai, .lao, .myanmar, .khmer, .tibetan: true
        default: false
        }
    }

    private var ranges: [ClosedRange<UInt32>] {
        switch self {
        case .latin: [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF, 0xFF21...0xFF5A]
        case .greek: [0x370...0x3FF, 0x1F00...0x1FFF]
        case .cyrillic: [0x400...0x52F]
        case .armenian: [0x530...0x58F]
        case .georgian: [0x10A0...0x10FF, 0x1C90...0x1CBF]
        case .hebrew: [0x590...0x5FF]
        case .arabic: [0x600...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC]
        case .devanagari: [0x900...0x97F]
        case .bengali: [0x980...0x9FF]
        case .gurmukhi: [0xA00...0xA7F]
        case .gujarati: [0xA80...0xAFF]
        case .tamil: [0xB80...0xBFF]
        case .telugu: [0xC00...0xC7F]
        case .kannada: [0xC80...0xCFF]
        case .malayalam: [0xD00...0xD7F]
        case .sinhala: [0xD80...0xDFF]
        case .thai: [0xE00...0xE7F]
        case .lao: [0xE80...0xEFF]
        case .tibetan: [0xF00...0xFFF]
        case .myanmar: [0x1000...0x109F]
        case .khmer: [0x1780...0x17FF]
        case .ethiopic: [0x1200...0x139F]
        case .hangul: [0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF]
        case .kana: [0x3040...0x30FF, 0x31F0...0x31FF]
        case .han: [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3134F]
        }
    }

    /// Tesseract's data that reads it, the best first: Debian's packages `tesseract-ocr-script-...`, which others keep in a
    /// folder of their own, and where there are none those of single languages.
    var languages: [String] {
        scriptData.flatMap { [$0, "script/" + $0] } + languageData
    }

    private var scriptData: [String] {
        switch self {
        case .latin: []
        case .kana: ["Japanese"]
        case .han: ["HanS", "HanT"]
        default: [rawValue.prefix(1).uppercased() + rawValue.dropFirst()]
        }
    }

    private var languageData: [String] {
        switch self {
        case .latin: ["eng"]
        case .greek: ["ell"]
        case .cyrillic: ["rus", "ukr", "bul", "srp"]
        case .armenian: ["hye"]
        case .georgian: ["kat"]
        case .hebrew: ["heb"]
        case .arabic: ["ara", "fas", "urd"]
        case .devanagari: ["hin", "mar", "nep"]
        case .bengali: ["ben"]
        case .gurmukhi: ["pan"]
        case .gujarati: ["guj"]
        case .tamil: ["tam"]
        case .telugu: ["tel"]
        case .kannada: ["kan"]
        case .malayalam: ["mal"]
        case .sinhala: ["sin"]
        case .thai: ["tha"]
        case .lao: ["lao"]
        case .myanmar: ["mya"]
        case .khmer: ["khm"]
        case .tibetan: ["bod"]
        case .ethiopic: ["amh"]
        case .hangul: ["kor"]
        case .kana: ["jpn"]
        case .han: ["chi_sim", "chi_tra"]
        }
    }
}

internal import Domain

/// The parameters of our own that are about the word.
extension ParameterReader {
    /// A picture or a text, never both.
    ///
    /// - Parameter families: that are installed; a preset's first of them is the default.
    mutating func word(_ preset: Preset?, families: [String], isNeeded: Bool) -> SentWord {
        if has(.text) {
            if hasImage { fault(.image, found: "sent beside text", allowed: "left out: send either image or text") }
            guard var lettering = lettering() else { return .missing }
            lettering.font = lettering.font ?? preset?.fonts.first { families.contains($0) }
            return .lettering(lettering)
        }
        for name in Parameter.ofLettering where has(name) && name != .text {
            warnings.append("\(name.rawValue) ignored: it goes with text")
        }
        if let image = image() { return .image(image) }
        if isNeeded && !hasImage {
            fault(.image, found: "missing", allowed: "a picture of the word; or send the word itself as text")
        }
        return .missing
    }

    mutating func lettering() -> LetteringRequest? {
        guard let text = text(.text) else { return nil }
        var lettering = LetteringRequest(text: text)
        lettering.font = self.text(.font) ?? lettering.font
        integer(.weight, &lettering.weight, 100...1000)
        lettering.letterCase = choice(.letterCase) ?? lettering.letterCase
        lettering.align = choice(.align) ?? lettering.align
        number(.letterSpacing, &lettering.letterSpacing)
        number(.lineSpacing, &lettering.lineSpacing)
        number(.margin, &lettering.margin)
        lettering.layout = choice(.layout) ?? lettering.layout
        lettering.polarity = choice(.polarity) ?? lettering.polarity
        number(.outline, &lettering.outline)
        return lettering
    }

    /// What the pictures are to say: the text, or what the client's picture says.
    mutating func expected(_ word: SentWord) -> String? {
        let allowed = "the text that image shows, of 1 to 64 characters"
        guard let expect = text(.expect, allowed: allowed)?.trimmed else {
            if case .lettering(let lettering) = word { return lettering.text } else { return nil }
        }
        if case .lettering = word {
            fault(.expect, found: "sent beside text", allowed: "left out: what is read is the text")
        } else if !(1...64).contains(expect.count) {
            fault(.expect, found: "\(expect.count) characters long", allowed: allowed)
        } else if !expect.contains(where: { $0.isLetter || $0.isNumber }) || expect.unicodeScalars.contains("\0") {
            fault(.expect, found: SentValue.text(expect).shown, allowed: "text with letters or digits that can be read")
        }
        return expect
    }

    mutating func guarantee(_ expected: String?) -> JobTask.Guarantee? {
        var guarantee = JobTask.Guarantee(readability: 0, attempts: 4)
        number(.minReadability, &guarantee.readability)
        integer(.maxAttempts, &guarantee.attempts, 1...8)
        if !(0...1).contains(guarantee.readability) {
            fault(.minReadability, found: "\(guarantee.readability)", allowed: "from 0 to 1")
        }
        if !(1...8).contains(guarantee.attempts) {
            fault(.maxAttempts, found: "\(guarantee.attempts)", allowed: "a whole number from 1 to 8")
        }
        guard has(.minReadability) else {
            if has(.maxAttempts) { warnings.append("max_attempts ignored: it goes with min_readability") }
            return nil
        }
        if expected == nil {
            fault(
                .minReadability, found: "\(guarantee.readability)",
                allowed: "sent with text, or with expect beside image")
        }
        return guarantee
    }

    mutating func preset(_ presets: [Preset]) -> Preset? {
        guard let name = text(.preset) else { return nil }
        if let preset = presets.first(where: { $0.name == name.trimmed.lowercased() }) { return preset }
        fault(.preset, found: SentValue.text(name).shown, allowed: "a name that GET /v2/presets lists")
        return nil
    }

    /// The sizes of a pack; none for a plain request.
    mutating func formats(_ word: SentWord, samples: Int) -> [PictureSize] {
        let names = PackFormat.allCases.map(\.rawValue).joined(separator: ", ")
        let allowed = "one of \(names), or a size such as 640x512: multiples of 8 from 256 to 1024, none twice"
        guard let formats = list(.formats, limit: 8, allowed: allowed, { Self.format($0) }) else { return [] }
        if Set(formats).count < formats.count { fault(.formats, found: "the same size twice", allowed: allowed) }
        if case .image = word {
            fault(
                .formats, found: "sent beside image", allowed: "sent with text, which is laid out anew for each format")
        }
        if samples > 1 { fault(.samples, found: "\(samples)", allowed: "1 where formats are asked for") }
        return formats
    }

    private static func format(_ value: SentValue) -> PictureSize? {
        guard let text = value.asText?.trimmed.lowercased() ?? value.asInteger.map(String.init) else { return nil }
        if let named = PackFormat(rawValue: text) { return named.size }
        guard let size = PictureSize(text), packSizes.contains(size) else { return nil }
        return size
    }

    private static let packSizes = RequestLimits.Sizes.multiples(of: 8, sides: 256...1024)
}

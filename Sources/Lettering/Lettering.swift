internal import CLettering

/// Draws a word as large as it fits: what a ControlNet is shown.
///
///     let stencil = try Lettering.draw("GOLD", width: 768, height: 768)
///
/// The same text, options and fonts give the same pixels. May be used on any thread.
public enum Lettering {
    /// In characters, as people count them.
    public static let lengthLimit = 64
    public static let lineLimit = 4
    /// In pixels.
    public static let sideLimit = 8192

    /// `text`: up to ``lengthLimit`` characters in up to ``lineLimit`` lines. Without line feeds, words are spread over as many
    /// lines as let them be considerably larger. Any script in any direction.
    ///
    /// Throws ``LetteringError``, for everything that would not show as it was meant.
    public static func draw(
        _ text: String, width: Int, height: Int, _ options: LetteringOptions = LetteringOptions()
    ) throws(LetteringError) -> GreyPicture {
        let sides = 1...sideLimit
        guard sides.contains(width) && sides.contains(height) else {
            throw .size(width: width, height: height, limit: sideLimit)
        }
        try check(options)
        let lines = try lines(text)
        let frame = Frame(width: width, height: height, margin: options.margin)
        let fitted = try frame.fit(lines, options)
        let coverage = fitted.text.draw(x: fitted.x, y: fitted.y, width: width, height: height)
        return GreyPicture(
            width: width, height: height,
            pixels: options.polarity == .lightOnDark ? coverage : coverage.map { 255 - $0 })
    }

    /// The font families of this machine by name, generic ones such as `Sans` included. Throws if there is none.
    public static func families() throws(LetteringError) -> [String] {
        var count = 0
        let names = w2i_families(&count)
        defer { w2i_families_free(names, count) }
        let families = (0..<count).compactMap { names?[$0].map { String(cString: $0) } }
        guard !families.isEmpty else { throw .noFonts }
        return families.sorted()
    }

    private static func check(_ options: LetteringOptions) throws(LetteringError) {
        guard (100...1000).contains(options.weight) else { throw .weight(options.weight) }
        guard (0...0.4).contains(options.margin) else { throw .margin(options.margin) }
        // fontconfig would quietly take another family.
        let families = try families(), wanted = options.font.lowercased()
        guard families.contains(where: { $0.lowercased() == wanted }) else {
            let first = wanted.split(separator: " ").first ?? ""
            let similar = families.filter { !first.isEmpty && $0.lowercased().contains(first) }
            throw .noFamily(options.font, similar: Array(similar.prefix(5)))
        }
    }

    /// The text's lines, without white space around them and without empty ones.
    private static func lines(_ text: String) throws(LetteringError) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimming(while: \.isWhitespace) }
            .filter { !$0.isEmpty }
        guard !lines.isEmpty else { throw .nothingToDraw }
        let count = lines.reduce(0) { $0 + $1.count }
        guard count <= lengthLimit else { throw .tooLong(characters: count, limit: lengthLimit) }
        guard lines.count <= lineLimit else { throw .tooManyLines(found: lines.count, limit: lineLimit) }
        let scalars = lines.lazy.flatMap(\.unicodeScalars)
        if let control = scalars.first(where: { $0.properties.generalCategory == .control }) {
            let code = String(control.value, radix: 16, uppercase: true)
            throw .controlCharacter("U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code)
        }
        return lines
    }
}

extension Substring {
    fileprivate func trimming(while isTrimmed: (Character) -> Bool) -> String {
        let rest = drop(while: isTrimmed)
        guard let last = rest.lastIndex(where: { !isTrimmed($0) }) else { return "" }
        return String(rest[...last])
    }
}

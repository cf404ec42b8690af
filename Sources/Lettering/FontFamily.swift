internal import CLettering

/// The fonts that fontconfig knows.
public enum FontFamily {
    /// Installed families, sorted.
    public static func installed() -> [String] {
        guard let list = w2i_families() else { return [] }
        defer { w2i_families_free(list) }
        var names: [String] = []
        while let name = list[names.count] { names.append(String(cString: name)) }
        return names.sorted()
    }

    /// What is used where none is asked for: a sans with many scripts, and even, wide strokes in bold.
    public static let standard = "DejaVu Sans"

    /// Names that fontconfig itself resolves.
    private static let generic = ["sans", "sans-serif", "serif", "monospace"]

    /// As Pango takes it: the family, or nil for the standard one and, where that is missing, any sans.
    static func resolve(_ family: String?) throws(LetteringError) -> String {
        let installed = installed()
        guard !installed.isEmpty else { throw .noFonts }
        guard let family else { return "\(standard),Sans" }
        let isKnown =
            generic.contains(family.lowercased()) || installed.contains { $0.lowercased() == family.lowercased() }
        guard isKnown else { throw .missingFamily(family, installed: installed) }
        return family
    }
}

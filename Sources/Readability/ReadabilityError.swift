/// Why nothing can be judged.
public enum ReadabilityError: Error, Sendable, Hashable {
    /// Tesseract has no data for English, which everything else builds on.
    case noLanguageData
    /// Nothing in the expected word can be read.
    case emptyWord
    /// The stencil's size is not the picture's. Each as width and height in pixels.
    case stencilSize(found: [Int], expected: [Int])
}

extension ReadabilityError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noLanguageData:
            "Tesseract has no data for English; install it: apt-get install tesseract-ocr-eng"
        case .emptyWord: "the expected word has nothing that can be read; give it at least one letter"
        case .stencilSize(let found, let expected):
            "the stencil is \(Self.size(found)); it must have the picture's size, \(Self.size(expected))"
        }
    }

    private static func size(_ sides: [Int]) -> String { sides.map(String.init).joined(separator: " x ") }
}

/// Letters words and reads them, for whoever answers clients. None of it takes longer than a second.
public protocol WordService: Sendable {
    /// A text as a stencil's file. Throws ``WordFault``.
    func stencil(_ lettering: LetteringRequest, _ size: PictureSize, as format: StencilFormat) async throws -> [UInt8]

    /// Throws ``WordFault`` for a text that can't be drawn.
    func check(_ lettering: LetteringRequest, _ size: PictureSize) async throws

    /// Font families that are installed, sorted.
    var families: [String] { get }

    /// A PNG that shows a family; nil when there is none such.
    func sample(ofFamily name: String) async throws -> [UInt8]?

    /// How well a picture file says a word. Throws ``WordFault`` for what is no picture.
    func reading(of picture: [UInt8], expecting word: String) async throws -> Reading
}

/// Why a word can't be drawn or read: a sentence for the client.
public struct WordFault: Error, Sendable, Hashable {
    public var sentence: String

    public init(_ sentence: String) { self.sentence = sentence }
}

public enum StencilFormat: String, Sendable, Hashable, CaseIterable {
    case png, svg

    public var contentType: String {
        switch self {
        case .png: "image/png"
        case .svg: "image/svg+xml"
        }
    }
}

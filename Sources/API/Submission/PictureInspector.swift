/// Tells whether bytes are a picture that can be decoded, outside of this process.
public protocol PictureInspector: Sendable {
    /// Throws ``PictureFault`` for what is none, is too large or is damaged.
    func inspect(_ bytes: [UInt8]) async throws
}

/// Why a picture can't be taken: a sentence for the client.
public struct PictureFault: Error, Sendable, Hashable {
    public var sentence: String

    public init(_ sentence: String) { self.sentence = sentence }
}

/// Gets pictures from the web.
public protocol PictureFetcher: Sendable {
    /// Throws ``PictureFault``.
    func fetch(_ url: String) async throws -> [UInt8]
}

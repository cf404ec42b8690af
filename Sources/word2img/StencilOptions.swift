internal import ArgumentParser
internal import Domain

/// The word: written or drawn.
struct StencilOptions: ParsableArguments {
    @Option(help: "The word, up to 64 characters; \\n begins a new line.")
    var text: String?

    @Option(help: "A picture of the word instead: PNG, JPEG, WebP, GIF or TIFF.")
    var image: String?

    @Option(help: "The font family of --text.")
    var font: String?

    mutating func validate() throws {
        guard (text == nil) != (image == nil) else {
            throw ValidationError("Give the word with either --text or --image.")
        }
        guard font == nil || text != nil else { throw ValidationError("--font goes with --text.") }
    }
}

internal import ArgumentParser

/// The word: written or drawn.
struct StencilOptions: ParsableArguments {
    @Option(help: "The word, up to 64 characters; \\n begins a new line.")
    var text: String?

    @Option(help: "A picture of the word instead: PNG, JPEG, WebP, GIF or TIFF.")
    var image: String?

    @OptionGroup var lettering: LetteringArguments

    mutating func validate() throws {
        guard (text == nil) != (image == nil) else {
            throw ValidationError("Give the word with either --text or --image.")
        }
        if text == nil, let option = lettering.given { throw ValidationError("\(option) goes with --text.") }
    }
}

internal import ArgumentParser
internal import Foundation

/// Where results go.
struct OutputOptions: ParsableArguments {
    @Option(
        help:
            "The picture's file: .png, .jpg or .webp. Default: WORD-SEED.png. Several samples get -1, -2, ... in the name."
    )
    var output: String?

    @Option(help: "Writes the first and the last latents, [n, c, h, w] in fp32, to a safetensors file.")
    var dumpLatents: String?

    @Flag(help: "Prints the result as JSON.")
    var json = false

    @Flag(help: "Shows no progress.")
    var quiet = false
}

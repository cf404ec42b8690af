internal import ArgumentParser
internal import Decoding
internal import Imaging

/// Decodes pictures for a parent process, shut in: see ``DecodingService``. Not for people.
struct DecodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode", abstract: "Decodes pictures that come in on standard input.", shouldDisplay: false)

    @Option(help: "The most that a file may have.")
    var bytes = DecodingLimits().bytes

    @Option(help: "The most that a picture may have.")
    var pixels = DecodingLimits().pixels

    @Option(help: "The longest that a picture may take.")
    var seconds = 5

    func run() throws {
        let limits = DecodingLimits(bytes: bytes, pixels: pixels)
        try DecodingService(limits: limits, deadline: .seconds(seconds)).run()
    }
}

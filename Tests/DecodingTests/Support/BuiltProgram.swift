import Foundation

/// Programs that were built beside the tests.
enum BuiltProgram {
    static func path(_ name: String) -> String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
            .path(percentEncoded: false)
    }

    static let word2img = path("word2img")
}

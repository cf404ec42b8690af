import Foundation
import Processes
import Testing

/// A shell script that stands for the program whose child decodes. It goes with its last user.
final class FakeProgram: Sendable {
    let path: String

    /// What a child says first, then a script's lines.
    ///
    /// Another process writes it: as long as any process has a file open for writing, it can't be run, and each that
    /// this one starts inherits what it has open for a moment.
    init(_ lines: String) async throws {
        path = FileManager.default.temporaryDirectory.path(percentEncoded: false) + "/w2i-\(UUID().uuidString)"
        let script = "#!/bin/sh\nprintf '\\001'\n\(lines)\n"
        let writer = try ChildProcess(
            ChildProgram(
                "/bin/sh", arguments: ["-c", #"printf '%s' "$1" > "$2" && chmod 700 "$2""#, "write", script, path]))
        try #require(await writer.ending() == .exited(code: 0))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

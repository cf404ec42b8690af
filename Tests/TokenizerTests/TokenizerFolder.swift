import Foundation
import Tokenizer

/// A tokenizer's folder of a test's own, which goes with it.
final class TokenizerFolder {
    private let url = FileManager.default.temporaryDirectory.appending(path: "tokenizer-\(UUID())")

    /// Starts with these files of the goldens' tokenizer.
    init(copying files: String...) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        let golden = URL(filePath: try TokenizerGolden.load().folder)
        for file in files {
            try FileManager.default.copyItem(at: golden.appending(path: file), to: url.appending(path: file))
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ file: String) -> String { url.appending(path: file).path }
    func text(_ file: String) throws -> String { try String(contentsOfFile: path(file), encoding: .utf8) }
    func write(_ file: String, _ data: Data) throws { try data.write(to: url.appending(path: file)) }
    func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path(file)) }

    func tokenizer() throws(TokenizerError) -> Tokenizer { try Tokenizer(folder: url.path) }

    /// Why there is no tokenizer; nil if there is one.
    func error() -> TokenizerError? {
        do {
            _ = try tokenizer()
            return nil
        } catch {
            return error
        }
    }
}

internal import Foundation

/// Where files that come with the program are: models, first of all.
struct Share {
    let environment: [String: String]
    /// The program's own file, links resolved.
    let executable: String

    init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String = Bundle.main.executablePath ?? CommandLine.arguments[0]
    ) {
        self.environment = environment
        self.executable = URL(filePath: executable).resolvingSymlinksInPath().path(percentEncoded: false)
    }

    static let variable = "WORD2IMG_SHARE"
    /// The model that comes with the program.
    static let embeddedModel = "models/embedded"

    /// The folders that may hold such files, the first first: `WORD2IMG_SHARE` alone if it is set, else `share` beside the
    /// program or in a folder above it, which is where the source tree has it, and `../share/word2img`.
    var folders: [String] {
        if let folder = environment[Self.variable], !folder.isEmpty { return [folder] }
        let parts = executable.split(separator: "/").dropLast()
        let above = (0...parts.count).reversed().map { "/" + parts.prefix($0).joined(separator: "/") }
        let installed = above.dropFirst().first.map { [joined($0, "share/word2img")] } ?? []
        return [joined(above[0], "share")] + installed + above.dropFirst().map { joined($0, "share") }
    }

    /// The first place that has such a file or folder; an error names those where it was looked for.
    func find(_ name: String) throws(Failure) -> String {
        if let found = folders.map({ joined($0, name) }).first(where: FileManager.default.fileExists(atPath:)) {
            return found
        }
        throw Failure(
            badInput: "no \(name) in \(folders.prefix(3).joined(separator: ", ")): "
                + "set \(Self.variable) to the folder that has it, or name a model with --model")
    }

    private func joined(_ folder: String, _ name: String) -> String { folder == "/" ? "/" + name : folder + "/" + name }
}

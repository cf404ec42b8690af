internal import Foundation
internal import Imaging

/// The files that will be written, checked before the work begins: nobody should lose a picture to a mistyped folder.
struct OutputPlan {
    let encoding: PictureEncoding
    let pictures: [String]
    let latents: String?

    /// `name`: the picture's file without `--output`.
    init(_ options: OutputOptions, name: String, samples: Int) throws {
        let path = options.output ?? name
        encoding = try PictureEncoding(fileName: path)
        let ending = path.split(separator: ".").last ?? "", stem = path.dropLast(ending.count + 1)
        pictures = samples == 1 ? [path] : (1...samples).map { "\(stem)-\($0).\(ending)" }
        latents = options.dumpLatents
        for picture in pictures { try Self.check(picture, "--output") }
        if let latents { try Self.check(latents, "--dump-latents") }
    }

    /// Throws unless a file can be written there.
    static func check(_ path: String, _ option: String) throws(Failure) {
        let files = FileManager.default, url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path(percentEncoded: false)
        var isFolder: ObjCBool = false
        guard !path.hasSuffix("/") else { throw Failure(badInput: "\(option) \(path): it names no file") }
        guard !files.fileExists(atPath: path, isDirectory: &isFolder) || !isFolder.boolValue else {
            throw Failure(badInput: "\(option) \(path): it is a folder; name a file in it")
        }
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw Failure(badInput: "\(option) \(path): there is no folder \(folder)")
        }
        guard files.isWritableFile(atPath: folder) else {
            throw Failure(badInput: "\(option) \(path): the folder \(folder) is not writable")
        }
    }

    /// A file name of a word: lower-case letters and digits, other characters folded to one hyphen; `word` if nothing is left.
    static func name(_ word: String, seed: Int64) -> String {
        let parts = word.lowercased().split { !$0.isLetter && !$0.isNumber }
        let stem = parts.joined(separator: "-").prefix(40)
        return "\(stem.isEmpty ? "word" : stem)-\(seed).png"
    }
}

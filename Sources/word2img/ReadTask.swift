internal import Imaging
internal import Readability

/// A picture to be read.
struct ReadTask {
    let picture: String
    let word: String
    let stencil: String?

    /// The lines of a file: picture, word and, if any, stencil, between tabs.
    static func tasks(_ path: String) throws(Failure) -> [ReadTask] {
        let file = try InputFile.read(path, limit: 16 << 20)
        var tasks: [ReadTask] = []
        for (number, line) in String(decoding: file, as: UTF8.self).split(separator: "\n").enumerated() {
            let fields = line.split(separator: "\t").map(String.init)
            guard (2...3).contains(fields.count) else {
                throw Failure(
                    badInput: "\(path): line \(number + 1) has \(fields.count) fields between tabs, not 2 or 3")
            }
            tasks.append(ReadTask(picture: fields[0], word: fields[1], stencil: fields.count > 2 ? fields[2] : nil))
        }
        return tasks
    }

    func verdict(_ judge: ReadabilityJudge) throws -> Verdict {
        let bitmap = try InputFile.picture(picture)
        let stencil = try stencil.map { try InputFile.picture($0).fitted(width: bitmap.width, height: bitmap.height) }
        return try judge.judge(bitmap, expecting: word, stencil: stencil)
    }
}

extension InputFile {
    /// Throws one line that names the file.
    static func picture(_ path: String) throws(Failure) -> Bitmap {
        let file = try read(path, limit: DecodingLimits().bytes)
        do {
            return try Bitmap(decoding: file)
        } catch {
            throw Failure(badInput: "\(path): \(error)")
        }
    }
}

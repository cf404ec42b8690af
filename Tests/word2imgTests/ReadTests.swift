import Foundation
import Imaging
import Lettering
import TestSupport
import Testing

struct ReadTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func draw(_ word: String, as name: String, size: Int = 256, weight: Int = 700) throws {
        var options = LetteringOptions(width: size, height: size)
        options.weight = weight
        let stencil = try Stencil(lettering: word, options)
        let bitmap = Bitmap(width: size, height: size, grey: stencil.grey)
        try AtomicFile.write(bitmap.encoded(as: .png), to: folder.path(name))
    }

    private func read(_ arguments: String...) throws -> Program.Result {
        try Program(arguments: ["read"] + arguments).run()
    }

    @Test func tellsHowWellAWordCanBeRead() throws {
        try draw("GOLD", as: "gold.png")
        let result = try read(
            folder.path("gold.png"), "--expect", "gold", "--stencil", folder.path("gold.png"), "--min", "0.8")
        #expect(result.code == 0 && result.output.contains("gold is readable"), "\(result.errors)")
        let other = try read(folder.path("gold.png"), "--expect", "MAPLE", "--min", "0.8")
        #expect(other.code == 1 && other.output.contains("not readable") && other.output.contains("GOLD"))
        #expect(try read(folder.path("gold.png"), "--expect", "MAPLE").code == 0)
    }

    @Test func readsAList() throws {
        try draw("GOLD", as: "gold.png")
        try draw("Harbor", as: "harbor.png", size: 320)
        // A stencil of another size is fitted.
        let list =
            "\(folder.path("gold.png"))\tGOLD\n\(folder.path("harbor.png"))\tHarbor\t\(folder.path("gold.png"))\n"
        try Data(list.utf8).write(to: URL(filePath: folder.path("list.tsv")))
        let result = try read("--list", folder.path("list.tsv"), "--json")
        let lines = try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: any Sendable])
        }
        #expect(result.code == 0 && lines.map { $0["word"] as? String } == ["GOLD", "Harbor"], "\(result.errors)")
        let verdicts = lines.map { $0["verdict"] as? [String: any Sendable] }
        #expect(verdicts[0]?["read_as"] as? String == "GOLD" && verdicts[0]?["structural"] == nil)
        #expect(verdicts[1]?["structural"] as? Double ?? 1 < 0.5)
    }

    @Test func stencilsAreCheckedAndPutRight() throws {
        try draw("Harbor", as: "thin.png", weight: 400)
        let result = try Program(
            arguments: ["check", folder.path("thin.png"), "--fix", folder.path("bold.png"), "--json"]
        ).run()
        #expect(result.code == 0 && result.output.contains("thin_strokes"), "\(result.errors)")
        #expect(result.output.contains("thicken"))
        #expect(try read(folder.path("bold.png"), "--expect", "Harbor", "--min", "0.8").code == 0)
        let good = try Program(arguments: ["check", folder.path("thin.png"), "--size", "1024"]).run()
        #expect(good.code == 0 && good.output.contains("light on dark"))
    }

    @Test(arguments: [
        (["read", "a.png"], "--expect"), (["read", "a.png", "--expect", "A", "--list", "b"], "--list"),
        (["read", "a.png", "--expect", "A", "--min", "2"], "--min"),
        (["read", "/nowhere.png", "--expect", "A"], "/nowhere"),
        (["read", "--list", "/nowhere"], "/nowhere"), (["check", "/nowhere.png"], "/nowhere"),
        (["check", "a.png", "--size", "big"], "--size"), (["check", "a.png", "--fix", "b.bmp"], "must end in"),
    ])
    func badInputIsOneLine(arguments: [String], message: String) throws {
        let result = try Program(arguments: arguments).run()
        #expect(result.code == 2 && result.errorLines.count == 1, "\(result.errors)")
        #expect(result.errors.hasPrefix("word2img: ") && result.errors.contains(message), "\(result.errors)")
    }

    @Test func wordsWithoutLettersAreBadInput() throws {
        try draw("GOLD", as: "gold.png")
        let result = try read(folder.path("gold.png"), "--expect", " ")
        #expect(result.code == 2 && result.errors.contains("give it at least one letter"), "\(result.errors)")
    }
}

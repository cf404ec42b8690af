import Foundation
import Imaging
import Readability
import Testing

/// Drawings of the project's own, textured, that no map was chosen for (`Tools/readability/goldens.py`).
struct DrawingsTests {
    private struct Drawing: Decodable {
        let picture: String
        let stencil: String?
        let word: String?
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens/readability")

    private let judge: ReadabilityJudge
    private let drawings: [Drawing]

    init() throws {
        judge = try ReadabilityJudge()
        drawings = try JSONDecoder().decode(
            [Drawing].self, from: Data(contentsOf: Self.folder.appending(path: "list.json")))
    }

    private func bitmap(_ name: String) throws -> Bitmap {
        try Bitmap(decoding: Array(Data(contentsOf: Self.folder.appending(path: name))))
    }

    @Test func nearlyAllDrawingsAreReadable() throws {
        var unreadable: [String] = [], count = 0
        for drawing in drawings {
            guard let word = drawing.word, let stencil = drawing.stencil else { continue }
            count += 1
            let verdict = try judge.judge(bitmap(drawing.picture), expecting: word, stencil: bitmap(stencil))
            if verdict.score < Verdict.readable { unreadable.append("\(word): \(verdict)") }
            #expect(verdict.structural ?? 0 > 0.5, "\(word): \(verdict)")
        }
        #expect(count == 40 && 10 * unreadable.count <= count, "\(unreadable)")
    }

    @Test func noneSaysAnotherOnesWord() throws {
        let lettered = drawings.filter { $0.word != nil }
        for (index, drawing) in lettered.enumerated() {
            let other = lettered[(index + 7) % lettered.count]
            guard let word = other.word, let stencil = other.stencil,
                word.lowercased() != drawing.word?.lowercased()
            else { continue }
            let verdict = try judge.judge(bitmap(drawing.picture), expecting: word, stencil: bitmap(stencil))
            #expect(verdict.score < 0.6 && verdict.structural ?? 1 < 0.5, "\(drawing.picture), \(word): \(verdict)")
        }
    }

    @Test func picturesWithoutAWordSayNone() throws {
        let wordless = drawings.filter { $0.word == nil }
        #expect(wordless.count == 20)
        for drawing in wordless {
            let verdict = try judge.judge(bitmap(drawing.picture), expecting: "GOLD")
            #expect(verdict.score < 0.5 && verdict.readsAsAnother == nil, "\(drawing.picture): \(verdict)")
        }
    }
}

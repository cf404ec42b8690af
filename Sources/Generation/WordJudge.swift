internal import Domain
internal import Lettering
internal import Readability
internal import Synchronization

/// Reads what was drawn, one picture at a time. The reader is made at its first use: it needs Tesseract's data.
final class WordJudge: Sendable {
    private let judge = Mutex<ReadabilityJudge?>(nil)

    func read(_ drawn: DrawnPicture, expecting word: String) throws -> Reading {
        let letters = drawn.control.letters?.map { letter in
            LetterBox(
                text: letter.text, x: Double(letter.left), y: Double(letter.top),
                width: Double(letter.right - letter.left), height: Double(letter.bottom - letter.top))
        }
        return try judge.withLock { judge in
            let ready = try judge ?? ReadabilityJudge()
            judge = ready
            return Reading(
                try ready.judge(drawn.bitmap, expecting: word, stencil: drawn.control.bitmap, letters: letters))
        }
    }
}

extension Reading {
    init(_ verdict: Verdict) {
        self.init(
            readability: verdict.score, readAs: verdict.readAs,
            letters: verdict.letters.map { Letter(text: $0.text, readability: $0.score) },
            anotherWord: verdict.readsAsAnother)
    }
}

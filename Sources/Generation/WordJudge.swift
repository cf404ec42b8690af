internal import Domain
internal import Imaging
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
        return try read(drawn.bitmap, drawn.control.bitmap, letters, expecting: word)
    }

    /// A picture on its own.
    func read(_ picture: Bitmap, expecting word: String) throws -> Reading {
        try read(picture, nil, nil, expecting: word)
    }

    private func read(
        _ picture: Bitmap, _ stencil: Bitmap?, _ letters: [LetterBox]?, expecting word: String
    ) throws -> Reading {
        try judge.withLock { judge in
            let ready = try judge ?? ReadabilityJudge()
            judge = ready
            return Reading(try ready.judge(picture, expecting: word, stencil: stencil, letters: letters))
        }
    }
}

extension Reading {
    fileprivate init(_ verdict: Verdict) {
        self.init(
            readability: verdict.score, readAs: verdict.readAs,
            letters: verdict.letters.map { Letter(text: $0.text, readability: $0.score) },
            anotherWord: verdict.readsAsAnother)
    }
}

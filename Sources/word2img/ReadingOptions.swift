internal import ArgumentParser
internal import Domain

/// What becomes of the word in the picture.
struct ReadingOptions: ParsableArguments {
    @Option(parsing: .unconditional, help: "What --image says: the pictures are then read. --text is read in any case.")
    var expect: String?

    @Option(
        parsing: .unconditional,
        help: "Draws again, the word stronger each time, until its readability is at least this: 0 to 1, such as 0.8.")
    var minReadability: Double?

    @Option(parsing: .unconditional, help: "How often at most, 1 to 8.")
    var maxAttempts = 4

    @Flag(help: "Mends --image where that is safe: makes it black and white, thickens thin strokes, adds a margin.")
    var fixImage = false

    /// Throws what does not go together.
    func apply(to task: inout JobTask, text: String?) throws(Failure) {
        guard expect == nil || text == nil else {
            throw Failure(badInput: "--expect goes with --image: with --text, what is read is the text")
        }
        if let minReadability, !(0...1).contains(minReadability) {
            throw Failure(badInput: "--min-readability is \(minReadability); it must be from 0 to 1")
        }
        guard (1...8).contains(maxAttempts) else {
            throw Failure(badInput: "--max-attempts is \(maxAttempts); it must be from 1 to 8")
        }
        task.expected = text ?? expect
        guard minReadability == nil || task.expected != nil else {
            throw Failure(badInput: "--min-readability needs to know the word: say with --expect what --image shows")
        }
        task.guarantee = minReadability.map { JobTask.Guarantee(readability: $0, attempts: maxAttempts) }
        task.fixesPicture = fixImage
    }
}

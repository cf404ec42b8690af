/// A picture read at full size, as a thumbnail, and blurred.
struct ViewReading {
    let full: [PictureReader.Reading]
    let thumbnail: [PictureReader.Reading]
    let blurred: [PictureReader.Reading]
    private let word: String

    static let thumbnailSide = 128
    /// Standard deviation, as a share of the longer side.
    static let blur: Float = 0.01
    static let weights = (full: 0.6, thumbnail: 0.2, blurred: 0.2)

    /// - Parameters:
    ///   - picture: three channels, 0...1.
    ///   - ink: where the stencil has ink, of the picture's size; nil without a stencil, or if the picture doesn't follow it.
    ///   - attempts: at full size.
    init(of picture: [Plane], ink: Mask?, attempts: [Attempt], expecting word: String, reader: WordReader) {
        self.word = word
        func readings(_ planes: [Plane], _ ink: Mask?, _ attempts: [Attempt]) -> [PictureReader.Reading] {
            let attempts = ink == nil ? attempts : Attempt.guided + attempts
            return PictureReader(reader: reader, attempts: attempts).readings(of: planes, ink: ink, expecting: word)
        }
        // A reader looks at the lettering, and at what is round it.
        let longer = max(picture[0].width, picture[0].height)
        let window = ink?.bounds?.grown(by: longer * 8 / 100, within: picture[0].width, picture[0].height)
        let target = window.map { window in picture.map { $0.cropped(window) } } ?? picture
        let targetInk = window.flatMap { ink?.cropped($0) }
        let near = readings(target, targetInk, attempts)
        // All of a picture tells more about its surroundings.
        let full =
            ink == nil || Self.isExact(near, word)
            ? near : PictureReader.merged(near, readings(picture, nil, Attempt.ofSmallViews), expecting: word)
        self.full = full

        // As large as the whole picture's thumbnail would have it; what the blur leaves fits into half the size. Without the
        // stencil's guidance: a person at a glance has none, and what is read with it alone is not read at a glance.
        func view(_ planes: [Plane], longest: Int) -> [PictureReader.Reading] {
            let scale = min(Float(longest) / Float(longer), 1)
            func side(_ length: Int) -> Int { max(Int((Float(length) * scale).rounded()), 1) }
            let (width, height) = (side(planes[0].width), side(planes[0].height))
            // What is far from being read at full size isn't worth many attempts.
            let isNear = Self.best(full, word) >= 0.4
            return readings(
                planes.map { $0.resized(width: width, height: height) },
                nil, isNear ? Attempt.ofSmallViews : Array(Attempt.ofSmallViews.prefix(3)))
        }
        thumbnail = view(target, longest: Self.thumbnailSide)
        blurred = view(target.map { $0.blurred(Self.blur * Float(longer)) }, longest: WorkingSize.blurred)
    }

    /// Whether the word is read in some view.
    var isExact: Bool { views.contains { Self.isExact($0, word) } }

    /// What the picture says: the word, if that is read in some view, whichever of the glyphs that look alike were read.
    var likeliest: String? { isExact ? word : full.first?.text }

    private var views: [[PictureReader.Reading]] { [full, thumbnail, blurred] }

    /// Whether a text is also read as a thumbnail or blurred.
    func isReadFromAfar(_ text: String) -> Bool {
        [thumbnail, blurred].contains { $0.contains { Similarity.isSame($0.text, text) } }
    }

    /// The best of all readings, 0 to 1, in each view. What is read from afar can be read from near.
    var similarities: Verdict.Views {
        let (thumbnail, blurred) = (Self.best(thumbnail, word), Self.best(blurred, word))
        return Verdict.Views(
            full: max(Self.best(full, word), thumbnail, blurred), thumbnail: thumbnail, blurred: blurred)
    }

    /// Of the word's letters as ``Similarity/plain(_:)`` counts them, in what share of the views each was read.
    var letters: [Double] {
        let weights = [Self.weights.full, Self.weights.thumbnail, Self.weights.blurred]
        let best = views.map { $0.max { Similarity.of($0.text, word) < Similarity.of($1.text, word) } }
        let near = best.compactMap(\.self).max { Similarity.of($0.text, word) < Similarity.of($1.text, word) }
        let matches = [near, best[1], best[2]].map { Similarity.matches($0?.text ?? "", word) }
        return Similarity.plain(word).indices.map { index in
            zip(matches, weights).reduce(0) { $0 + ($1.0[index] ? $1.1 : 0) }
        }
    }

    private static func best(_ readings: [PictureReader.Reading], _ word: String) -> Double {
        readings.map { Similarity.of($0.text, word) }.max() ?? 0
    }

    private static func isExact(_ readings: [PictureReader.Reading], _ word: String) -> Bool {
        readings.first.map { Similarity.isSame($0.text, word) } ?? false
    }
}

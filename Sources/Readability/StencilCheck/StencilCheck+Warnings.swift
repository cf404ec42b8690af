extension StencilCheck {
    static func warnings(_ measures: StencilMeasures?) -> [StencilWarning] {
        guard let measures else {
            return [
                StencilWarning(
                    code: .blank,
                    message: "the picture is of one brightness; send black letters on white, or white on black",
                    canBeFixed: false)
            ]
        }
        return checks.compactMap { $0(measures) }
    }

    private static let checks: [@Sendable (StencilMeasures) -> StencilWarning?] = [
        ground, contrast, greys, strokes, margins, ink, aspect,
    ]

    @Sendable private static func ground(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.borderShare < 0.8 else { return nil }
        return StencilWarning(
            code: .unclearGround,
            message:
                "the border is ink for \(percent(1 - measures.borderShare)), so that the word can't be told from its "
                + "ground; leave one colour all round it",
            canBeFixed: false)
    }

    @Sendable private static func contrast(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.contrast < 0.6 else { return nil }
        return StencilWarning(
            code: .lowContrast,
            message:
                "letters and ground are \(percent(measures.contrast)) of black and white apart; make them black and "
                + "white",
            canBeFixed: true)
    }

    @Sendable private static func greys(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.greyShare > 0.12 else { return nil }
        return StencilWarning(
            code: .greys,
            message:
                "\(percent(measures.greyShare)) of the picture is neither letter nor ground, as in a photograph; make "
                + "it black and white",
            canBeFixed: true)
    }

    @Sendable private static func strokes(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.medianStroke < goodStroke || measures.thinStroke < cell else { return nil }
        let (median, thin) = (Int(measures.medianStroke.rounded()), Int(measures.thinStroke.rounded()))
        return StencilWarning(
            code: .thinStrokes,
            message: "half of the letters' ink is in strokes of \(median) pixels or more, a tenth in thinner ones than "
                + "\(thin); the model draws in cells of 8 pixels, so use a bolder font or larger letters, with strokes of 16 "
                + "and more",
            canBeFixed: true)
    }

    @Sendable private static func margins(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.margin < 8 else { return nil }
        return StencilWarning(
            code: .margins,
            message: measures.margin == 0
                ? "the letters touch the frame and may be cut off; leave 6% of the picture free on each side"
                : "the letters come as near as \(measures.margin) pixels to the frame; leave 6% of the picture free on each "
                    + "side",
            canBeFixed: true)
    }

    @Sendable private static func ink(_ measures: StencilMeasures) -> StencilWarning? {
        if measures.inkShare < 0.03 {
            return StencilWarning(
                code: .littleInk,
                message: "letters cover \(percent(measures.inkShare)) of the picture; make them larger",
                canBeFixed: false)
        }
        guard measures.inkShare > 0.6 else { return nil }
        return StencilWarning(
            code: .muchInk,
            message: "\(percent(measures.inkShare)) of the picture is letter, which leaves little to tell it from; use "
                + "thinner letters, or check that the border is the ground",
            canBeFixed: false)
    }

    @Sendable private static func aspect(_ measures: StencilMeasures) -> StencilWarning? {
        guard measures.fit < 0.85 else { return nil }
        return StencilWarning(
            code: .aspect,
            message:
                "the picture's shape is far from the frame's, so that the letters become \(percent(measures.fit)) as "
                + "large as they could be; ask for a size of the picture's shape, or lay the word out anew",
            canBeFixed: false)
    }

    private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded()))%" }
}

internal import Domain

/// `POST /v2/{slug}/ladder`: the parameters of a request, and what of them is to be tried out against each other.
struct SentLadder: Sendable {
    private var parameters: SentParameters
    private var cells: [GenerationRequest]

    /// Cells of a ladder at most.
    static let limit = 36
    /// Fewer steps than a picture may have: drafts of the same size, so of the same picture.
    static let draftSteps = 4...25

    /// Throws all faults at once.
    init(_ body: SentBody, _ services: Services) throws {
        let limits = services.settings.limits
        var reader = ParameterReader(body)
        let preset = reader.preset(services.presets)
        var request = reader.request(preset, limits)
        let word = reader.word(preset, families: preset == nil ? [] : services.words.families, isNeeded: true)
        let expected = reader.expected(word), fixesPicture = reader.bool(.fixImage) ?? false
        let webhook = reader.webhook(services.settings.plainWebhookHosts)
        let scales = reader.numbers(.controlScales, limits.controlScale) ?? [1.2, 1.5, 1.8, 2.2]
        let starts = reader.numbers(.controlStarts, limits.controlWindow) ?? [0.05, 0.19, 0.35]
        let seeds = reader.seeds() ?? [request.seed]
        var steps = 10
        reader.integer(.draftSteps, &steps, Self.draftSteps)
        if !Self.draftSteps.contains(steps) {
            reader.fault(.draftSteps, found: "\(steps)", allowed: "a whole number from 4 to 25")
        }
        if request.samples > 1 {
            reader.fault(.samples, found: "\(request.samples)", allowed: "1: a ladder draws each cell once")
        }
        let count = scales.count * starts.count * seeds.count
        if count > Self.limit {
            reader.fault(
                .controlScales, found: "part of \(count) cells",
                allowed: "one of few enough that there are at most \(Self.limit): scales x starts x seeds")
        }
        if let late = starts.first(where: { $0 >= request.controlEnd }) {
            reader.fault(
                .controlStarts, found: "\(late)", allowed: "below control_end, which is \(request.controlEnd)")
        }
        // The request's own start is none of the cells'.
        request.controlStart = min(request.controlStart, starts.min() ?? request.controlStart)
        try reader.check(request, word, limits)
        request.numInferenceSteps = steps
        cells = seeds.flatMap { seed in
            scales.flatMap { scale in starts.map { request.cell(scale: scale, start: $0, seed: seed) } }
        }
        parameters = SentParameters(
            requests: cells, word: word, expected: expected, guarantee: nil, fixesPicture: fixesPicture,
            webhook: webhook,
            warnings: reader.warnings, inputs: try reader.inputs())
        parameters.product = .ladder
    }

    func order(idempotencyKey: String?) -> Submitter.Order {
        var order = Submitter.Order(parameters, idempotencyKey: idempotencyKey, sheet: false)
        if case .image = order.word { order.keepsPicture = true }
        return order
    }
}

extension GenerationRequest {
    fileprivate func cell(scale: Double, start: Double, seed: Int64) -> GenerationRequest {
        var cell = self
        (cell.controlScale, cell.controlStart, cell.seed) = (scale, start, seed)
        return cell
    }
}

extension ParameterReader {
    fileprivate mutating func numbers(_ name: Parameter, _ range: ClosedRange<Double>) -> [Double]? {
        list(name, limit: 12, allowed: "a number from \(range.lowerBound) to \(range.upperBound)") { value in
            value.asNumber.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    fileprivate mutating func seeds() -> [Int64]? {
        list(.seeds, limit: 12, allowed: "a whole number from 0 to \(Int64.max)") { value in
            value.asInteger.flatMap { $0 >= 0 ? $0 : nil }
        }
    }
}

internal import Domain
internal import Foundation

/// A request for pictures, read and checked.
struct SentParameters: Sendable {
    /// As sent: a seed of -1 is not resolved yet. Of a pack, one for each format.
    var requests: [GenerationRequest]
    var word: SentWord
    /// What the pictures are to say; nil where nobody reads them.
    var expected: String?
    var guarantee: JobTask.Guarantee?
    var fixesPicture = false
    var product = JobTask.Product.pictures
    var isBase64 = false
    var format = OutputFormat.jpeg
    var webhook: String?
    var warnings: [String] = []
    /// The parameters as they were sent, without the image: JSON, for the history.
    var inputs: String
}

/// Where the word comes from.
enum SentWord: Sendable, Hashable {
    case image(SentImage)
    case lettering(LetteringRequest)
    /// Only where none is needed: an estimate.
    case missing
}

extension SentParameters {
    /// Throws all faults at once.
    init(_ body: SentBody, _ services: Services, needsWord: Bool = true) throws {
        let settings = services.settings, limits = settings.limits
        var reader = ParameterReader(body)
        let preset = reader.preset(services.presets)
        let request = reader.request(preset, limits)
        let word = reader.word(preset, families: preset == nil ? [] : services.words.families, isNeeded: needsWord)
        let formats = reader.formats(word, samples: request.samples)
        let expected = reader.expected(word), guarantee = reader.guarantee(expected)
        let fixesPicture = reader.bool(.fixImage) ?? false
        let isBase64 = reader.bool(.base64) ?? false, format = reader.format() ?? .jpeg
        let webhook = reader.webhook(settings.plainWebhookHosts)
        try reader.check(request, word, limits)
        self.init(
            requests: formats.isEmpty ? [request] : formats.map { request.resized($0) }, word: word, expected: expected,
            guarantee: guarantee, fixesPicture: fixesPicture, product: formats.isEmpty ? .pictures : .pack,
            isBase64: isBase64, format: format, webhook: webhook, warnings: reader.warnings, inputs: try reader.inputs()
        )
    }
}

extension GenerationRequest {
    fileprivate func resized(_ size: PictureSize) -> GenerationRequest {
        var request = self
        request.size = size
        return request
    }
}

extension ParameterReader {
    /// What makes the picture. What is not sent comes from the preset, or is the published default.
    mutating func request(_ preset: Preset?, _ limits: RequestLimits) -> GenerationRequest {
        var request = preset?.request ?? GenerationRequest(prompt: "")
        let text = "text of 1 to \(limits.promptLength.upperBound) characters"
        if let prompt = self.text(.prompt, allowed: text) { request.prompt = prompt }
        if !has(.prompt) && preset == nil { fault(.prompt, found: "missing", allowed: text) }
        request.negativePrompt = self.text(.negativePrompt) ?? request.negativePrompt
        request.scheduler = choice(.scheduler) ?? request.scheduler
        integer(.numInferenceSteps, &request.numInferenceSteps, limits.numInferenceSteps)
        number(.guidanceScale, &request.guidanceScale)
        number(.controlScale, &request.controlScale)
        number(.controlStart, &request.controlStart)
        number(.controlEnd, &request.controlEnd)
        integer(.samples, &request.samples, limits.samples)
        if let seed = wholeNumber(.seed, allowed: "a whole number from 0 to \(Int64.max), or -1") {
            request.seed = seed
        }
        if let size = wholeNumber(.size, allowed: limits.sizes.description) {
            let side = Int(clamping: size)
            request.size = PictureSize(width: side, height: side)
        }
        integer(.cacheInterval, &request.cacheInterval, limits.cacheInterval)
        integer(.tokenDownsampling, &request.tokenDownsampling, limits.tokenDownsampling)
        return request
    }

    mutating func webhook(_ plainHosts: Set<String>) -> String? {
        guard let webhook = text(.webhook) else { return nil }
        if !Self.isWebhook(webhook, plainHosts) {
            fault(.webhook, found: SentValue.text(webhook).shown, allowed: "an https URL of at most 2048 characters")
        }
        return webhook
    }

    /// Throws all that was found wrong, ranges included.
    mutating func check(_ request: GenerationRequest, _ word: SentWord, _ limits: RequestLimits) throws {
        var found = request.faults(limits)
        if case .lettering(let lettering) = word { found += lettering.faults() }
        // What could not be read has its default here, which is within the limits, and a fault of its own already.
        let read = Set(faults.map(\.field))
        let all = faults + found.map(APIError.Fault.init).filter { !read.contains($0.field) }
        guard all.isEmpty else { throw APIError(all) }
    }

    private static func isWebhook(_ text: String, _ plainHosts: Set<String>) -> Bool {
        guard text.utf8.count <= 2048, let url = URL(string: text), let host = url.host() else { return false }
        let scheme = url.scheme?.lowercased()
        return scheme == "https" || scheme == "http" && plainHosts.contains(host)
    }
}

extension APIError.Fault {
    init(_ fault: RequestFault) {
        self.init(field: fault.parameter.rawValue, value: fault.found, allowed: fault.allowed)
    }
}

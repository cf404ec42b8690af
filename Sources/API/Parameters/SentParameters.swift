internal import Domain
internal import Foundation

/// A request for pictures, read and checked.
struct SentParameters: Sendable {
    /// As sent: a seed of -1 is not resolved yet.
    var request: GenerationRequest
    /// nil only where none is needed (an estimate).
    var image: SentImage?
    var isBase64 = false
    var format = OutputFormat.jpeg
    var webhook: String?
    var warnings: [String] = []
    /// The parameters as they were sent, without the image: JSON, for the history.
    var inputs: String
}

extension SentParameters {
    /// Throws all faults at once.
    init(_ body: SentBody, limits: RequestLimits, needsImage: Bool = true) throws {
        var reader = ParameterReader(body)
        var request = GenerationRequest(prompt: reader.text(.prompt, allowed: "text of 1 to 4000 characters") ?? "")
        let seesPrompt = reader.has(.prompt)
        if !seesPrompt { reader.fault(.prompt, found: "missing", allowed: "text of 1 to 4000 characters") }
        request.negativePrompt = reader.text(.negativePrompt) ?? request.negativePrompt
        request.scheduler = reader.choice(.scheduler) ?? request.scheduler
        reader.integer(.numInferenceSteps, &request.numInferenceSteps, limits.numInferenceSteps)
        reader.number(.guidanceScale, &request.guidanceScale)
        reader.number(.controlScale, &request.controlScale)
        reader.number(.controlStart, &request.controlStart)
        reader.number(.controlEnd, &request.controlEnd)
        reader.integer(.samples, &request.samples, limits.samples)
        if let seed = reader.wholeNumber(.seed, allowed: "a whole number from 0 to \(Int64.max), or -1") {
            request.seed = seed
        }
        if let size = reader.wholeNumber(.size, allowed: limits.sizes.description) {
            let side = Int(clamping: size)
            request.size = PictureSize(width: side, height: side)
        }
        let isBase64 = reader.bool(.base64) ?? false, format = reader.format() ?? .jpeg
        let webhook = reader.text(.webhook), image = reader.image(isNeeded: needsImage)
        if let webhook, !Self.isWebhook(webhook) {
            reader.fault(
                .webhook, found: SentValue.text(webhook).shown, allowed: "an https URL of at most 2048 characters")
        }
        // What could not be read has its default here, which is within the limits, and a fault of its own already.
        let read = reader.faults.map(\.field)
        let faults = request.faults(limits).map(APIError.Fault.init).filter { !read.contains($0.field) }
        guard reader.faults.isEmpty && faults.isEmpty else { throw APIError(reader.faults + faults) }
        self.init(
            request: request, image: image, isBase64: isBase64, format: format, webhook: webhook,
            warnings: reader.warnings, inputs: try reader.inputs())
    }

    private static func isWebhook(_ text: String) -> Bool {
        guard text.utf8.count <= 2048, let url = URL(string: text), url.host() != nil else { return false }
        return url.scheme?.lowercased() == "https" || url.scheme?.lowercased() == "http"
    }
}

extension APIError.Fault {
    fileprivate init(_ fault: RequestFault) {
        self.init(field: fault.parameter.rawValue, value: fault.found, allowed: fault.allowed)
    }
}

internal import Crypto
internal import Domain
internal import Foundation
internal import HTTPTypes

/// Takes a request for pictures into the queue.
struct Submitter: Sendable {
    let services: Services
    let links: Links

    struct Result: Sendable {
        let receipt: SubmissionReceipt
        let parameters: SentParameters
        /// What the request costs.
        let price: Money
    }

    /// `sheet`: whether the pictures are also wanted as one.
    func submit(_ body: SentBody, key: KeyRecord, idempotencyKey: String?, sheet: Bool = false) async throws -> Result {
        guard !services.state.isDraining else {
            throw APIError(.serviceUnavailable, .draining, "The server is about to stop: send the request again")
        }
        let parameters = try SentParameters(body, limits: services.settings.limits)
        let price = try services.settings.prices.price(of: parameters.request)
        var generator = SystemRandomNumberGenerator()
        let id = JobID(using: &generator)
        var submission = Submission(
            id: id, key: key.id, model: services.settings.slug, inputs: parameters.inputs, task: "", estimate: price)
        submission.idempotency = try idempotencyKey.map { try idempotency($0, parameters) }
        if let idempotency = submission.idempotency,
            let seen = try await services.store.replay(of: idempotency, key: key.id)
        {
            return Result(receipt: seen, parameters: parameters, price: price)
        }
        guard let image = parameters.image else { preconditionFailure("checked by SentParameters") }
        let bytes = try await ImageResolver(services: services, links: links).bytes(of: image, for: key)

        var task = JobTask(request: parameters.request, format: parameters.format, warnings: parameters.warnings)
        task.request.seed = Int64(bitPattern: parameters.request.resolvedSeed(using: &generator))
        task.hasSheet = sheet && !parameters.isBase64 && task.request.samples > 1
        submission.task = try JSONAnswer.text(task)
        let receipt = try await submit(&submission, bytes)
        if case .accepted = receipt { services.workers.wake() }
        return Result(receipt: receipt, parameters: parameters, price: price)
    }

    /// A large picture is put before the transaction that names it, and removed when there is none.
    private func submit(_ submission: inout Submission, _ picture: [UInt8]) async throws -> SubmissionReceipt {
        guard picture.count > services.settings.inlinePictureLimit else {
            submission.picture = .inline(picture)
            return try await services.store.submit(submission)
        }
        let blob = try await services.blobs.put(picture)
        submission.picture = .blob(blob)
        do {
            let receipt = try await services.store.submit(submission)
            if case .replayed = receipt { try await services.blobs.remove([blob]) }
            return receipt
        } catch {
            try? await services.blobs.remove([blob])
            throw error
        }
    }

    /// What tells this request from another: its parameters as sent, the picture's digest or URL among them.
    private func idempotency(_ key: String, _ parameters: SentParameters) throws -> Submission.Idempotency {
        guard (1...255).contains(key.utf8.count) else {
            throw APIError(
                .badRequest, .invalidParameters,
                "The Idempotency-Key header has \(key.utf8.count) bytes; 1 to 255 are taken")
        }
        var hash = SHA256()
        hash.update(data: Data(parameters.inputs.utf8))
        switch parameters.image {
        case .bytes(let bytes): hash.update(data: Data(SHA256.hash(data: bytes)))
        case .url(let url): hash.update(data: Data(url.utf8))
        case nil: break
        }
        return Submission.Idempotency(key: key, fingerprint: Array(hash.finalize()))
    }
}

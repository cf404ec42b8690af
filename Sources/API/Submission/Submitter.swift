internal import Crypto
internal import Domain
internal import Foundation
internal import HTTPTypes

/// Takes a request for pictures into the queue.
struct Submitter: Sendable {
    let services: Services
    let links: Links
    let key: KeyRecord

    struct Result: Sendable {
        let receipt: SubmissionReceipt
        /// What the request costs.
        let price: Money
    }

    /// What is to be queued: the seeds are resolved when it is.
    struct Order: Sendable {
        var task: JobTask
        var word: SentWord
        /// JSON for the history.
        var inputs: String
        var webhook: String?
        var idempotencyKey: String?
        /// The SHA-256 that the picture must have, and nothing else will do.
        var pictureDigest: String?
        /// Whether the picture can be fetched for a while after the job.
        var keepsPicture = false
    }

    func submit(_ order: Order) async throws -> Result {
        guard !services.state.isDraining else {
            throw APIError(.serviceUnavailable, .draining, "The server is about to stop: send the request again")
        }
        var order = order
        let price = try services.settings.prices.price(of: order.task.requests)
        var generator = SystemRandomNumberGenerator()
        let id = JobID(using: &generator)
        var submission = Submission(
            id: id, key: key.id, model: services.settings.slug, inputs: order.inputs, task: "", estimate: price)
        submission.isGuaranteed = order.task.guarantee != nil
        submission.webhook = order.webhook
        submission.idempotency = try order.idempotencyKey.map { try idempotency($0, order) }
        if let idempotency = submission.idempotency,
            let seen = try await services.store.replay(of: idempotency, key: key.id)
        {
            return Result(receipt: seen, price: price)
        }
        let picture = try await picture(&order)
        order.task.resolveSeeds(using: &generator)
        submission.task = try JSONAnswer.text(order.task)
        let receipt =
            if order.keepsPicture, let picture {
                try await submitKeeping(picture, &submission)
            } else {
                try await submit(&submission, picture)
            }
        if case .accepted = receipt { services.workers.wake() }
        return Result(receipt: receipt, price: price)
    }

    /// The control picture, or nil for a text; either is known to do.
    private func picture(_ order: inout Order) async throws -> [UInt8]? {
        switch order.word {
        case .image(let image):
            let bytes = try await ImageResolver(services: services, links: links).bytes(of: image, for: key)
            try check(bytes, order)
            if let expected = order.task.expected { try await expect(expected, of: bytes) }
            return bytes
        case .lettering(let lettering):
            order.task.lettering = lettering
            for request in order.task.requests.prefix(8) {
                do { try await services.words.check(lettering, request.size) } catch let fault as WordFault {
                    throw APIError(.badRequest, .invalidParameters, "text can't be drawn: \(fault.sentence)")
                }
            }
            return nil
        case .missing: preconditionFailure("checked when the parameters were read")
        }
    }

    private func check(_ picture: [UInt8], _ order: Order) throws {
        guard let digest = order.pictureDigest else { return }
        guard SHA256.hash(data: picture).map({ String(format: "%02x", $0) }).joined() == digest else {
            throw APIError(
                .badRequest, .invalidImage,
                "image is not the file that the recipe's picture was made with, whose SHA-256 is \(digest)")
        }
    }

    /// Whoever can't be read on the stencil won't be read in a picture.
    private func expect(_ word: String, of picture: [UInt8]) async throws {
        let reading: Reading
        do { reading = try await services.words.reading(of: picture, expecting: word) } catch let fault as WordFault {
            throw APIError(.badRequest, .invalidImage, "image can't be read: \(fault.sentence)")
        }
        guard reading.readability >= Self.leastOnStencil else {
            let read = reading.readAs.map { "it reads as \"\($0)\"" } ?? "nothing can be read in it"
            throw APIError([
                .init(
                    field: Parameter.expect.rawValue, value: "\"\(word)\"",
                    allowed: "what image shows, but \(read): correct expect, or send a clearer image")
            ])
        }
    }

    private static let leastOnStencil = 0.6

    /// Keeps the picture as an upload of the key's, whose path the inputs then have; not for what is not accepted.
    private func submitKeeping(
        _ picture: [UInt8], _ submission: inout Submission
    ) async throws -> SubmissionReceipt {
        let blob = try await services.blobs.put(picture), type = PictureType.contentType(of: picture)
        try await services.store.record(
            BlobRecord(
                name: blob, key: key.id, role: .upload, contentType: type, byteCount: picture.count,
                expiresAt: services.time.now + services.settings.uploadRetention))
        var values = try SentBody(json: Array(submission.inputs.utf8)).values
        values[Parameter.image.rawValue] = .text("/files/" + Links.fileName(blob, contentType: type))
        submission.inputs = try JSONAnswer.text(values)
        do {
            let receipt = try await submit(&submission, picture)
            if case .replayed = receipt { _ = try await services.store.deleteUpload(blob, of: key.id) }
            return receipt
        } catch {
            _ = try? await services.store.deleteUpload(blob, of: key.id)
            throw error
        }
    }

    /// A large picture is put before the transaction that names it, and removed when there is none.
    private func submit(_ submission: inout Submission, _ picture: [UInt8]?) async throws -> SubmissionReceipt {
        guard let picture, picture.count > services.settings.inlinePictureLimit else {
            submission.picture = picture.map(JobInput.inline)
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
    private func idempotency(_ key: String, _ order: Order) throws -> Submission.Idempotency {
        guard (1...255).contains(key.utf8.count) else {
            throw APIError(
                .badRequest, .invalidParameters,
                "The Idempotency-Key header has \(key.utf8.count) bytes; 1 to 255 are taken")
        }
        var hash = SHA256()
        hash.update(data: Data(order.inputs.utf8))
        switch order.word {
        case .image(.bytes(let bytes)): hash.update(data: Data(SHA256.hash(data: bytes)))
        case .image(.url(let url)): hash.update(data: Data(url.utf8))
        case .lettering, .missing: break
        }
        // A ladder is not the pictures that the same parameters ask for.
        if order.task.product == .ladder { hash.update(data: Data("ladder".utf8)) }
        return Submission.Idempotency(key: key, fingerprint: Array(hash.finalize()))
    }
}

extension Submitter.Order {
    init(task: JobTask, word: SentWord, inputs: String) {
        self.task = task
        self.word = word
        self.inputs = inputs
    }

    /// `sheet`: whether the pictures are also wanted as one.
    init(_ parameters: SentParameters, idempotencyKey: String?, sheet: Bool) {
        task = JobTask(parameters.requests, format: parameters.format, warnings: parameters.warnings)
        task.expected = parameters.expected
        task.guarantee = parameters.guarantee
        task.fixesPicture = parameters.fixesPicture
        task.product = parameters.product
        if sheet && !parameters.isBase64 && parameters.requests[0].samples > 1 { task.product = .sheet }
        word = parameters.word
        inputs = parameters.inputs
        webhook = parameters.webhook
        self.idempotencyKey = idempotencyKey
    }
}

extension JobTask {
    /// All requests that asked for a random seed get the same one: what differs between them is what they differ in.
    fileprivate mutating func resolveSeeds(using generator: inout some RandomNumberGenerator) {
        var random = GenerationRequest(prompt: "")
        random.seed = Int64(bitPattern: random.resolvedSeed(using: &generator))
        for index in requests.indices where requests[index].seed == GenerationRequest.randomSeed {
            requests[index].seed = random.seed
        }
    }
}

extension PriceList {
    /// Of all together.
    func price(of requests: [GenerationRequest]) throws -> Money {
        try requests.reduce(Money.zero) { try $0.adding(price(of: $1)) }
    }
}

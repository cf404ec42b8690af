internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Receipts

/// Makes a picture again by its recipe.
struct ReplayRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v2/replay", "replay", replay),
            Endpoint(.post, "/v2/verify", "verify", verify),
        ]
    }

    /// JSON with `recipe`, as results and files have it; with `image` where the word was a client's picture.
    private func replay(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await Authentication(services: services).admit(request, for: .jobs)
        guard key.permissions.allow(model: services.settings.slug) else {
            throw APIError(
                .forbidden, .notPermitted, "This API key is not permitted to use the model \(services.settings.slug)")
        }
        let links = Links(request, peer: context.peer, settings: services.settings)
        let sent = try SentReplay(try await SentBody.bytes(of: request, limit: services.settings.bodyLimit))
        let order = try sent.order(services, idempotencyKey: request.headers[.idempotencyKey])
        let result = try await Submitter(services: services, links: links, key: key).submit(order)
        return try await SubmissionAnswer.response(result.receipt, key, services, links, headers)
    }

    /// Whether this server has made the picture of a recipe.
    private func verify(_ request: Request, _ context: Context) async throws -> Response {
        let (_, headers) = try await Authentication(services: services).admit(request, for: .jobs)
        let sent = try SentReplay(try await SentBody.bytes(of: request, limit: services.settings.bodyLimit))
        let answer = VerifyAnswer(
            is_signed: sent.receipt.signature != nil, is_ours: services.receiptKey.hasSigned(sent.receipt),
            public_key: services.receiptKey.publicKey)
        return Response(json: answer, headers: headers)
    }
}

/// `POST /v2/verify`.
struct VerifyAnswer: Encodable {
    let is_signed: Bool
    /// Whether this server signed it, and nothing was changed since.
    let is_ours: Bool
    let public_key: String
}

/// The body of a replay.
struct SentReplay {
    let receipt: Receipt
    private let image: SentImage?

    private struct Body: Decodable {
        let recipe: Receipt
        let image: String?
    }

    init(_ bytes: [UInt8]) throws(APIError) {
        let body: Body
        do { body = try JSONDecoder().decode(Body.self, from: Data(bytes)) } catch {
            throw APIError(
                .badRequest, .malformedBody,
                "The body is not a JSON object with recipe, an object as results and files have it")
        }
        receipt = body.recipe
        image = body.image.flatMap { SentImage(text: $0) }
        if body.image != nil && image == nil {
            throw APIError([.init(field: "image", value: "something else", allowed: "a URL, a data URI, or base64")])
        }
    }

    func order(_ services: Services, idempotencyKey: String?) throws -> Submitter.Order {
        let recipe = receipt.recipe
        var limits = services.settings.limits
        limits.sizes = .multiples(of: 8, sides: 256...1024)
        var faults = recipe.request.faults(limits)
        guard recipe.request.samples == 1, recipe.request.seed >= 0 else {
            throw APIError([.init(field: "recipe", value: "of several samples", allowed: "of one, with its seed")])
        }
        var task = JobTask([recipe.request], format: .png)
        task.original = recipe
        var word = SentWord.missing
        switch recipe.stencil {
        case .text(let lettering):
            faults += lettering.faults()
            word = .lettering(lettering)
            task.expected = lettering.text
        case .image(_, let isMended):
            guard let image else {
                throw APIError([
                    .init(
                        field: "image", value: "missing", allowed: "the picture that the recipe's picture was made with"
                    )
                ])
            }
            task.fixesPicture = isMended
            word = .image(image)
        }
        guard faults.isEmpty else { throw APIError(faults.map(APIError.Fault.init)) }
        var order = Submitter.Order(
            task: task, word: word,
            inputs: try JSONAnswer.text(["prompt": recipe.request.prompt, "recipe": try JSONAnswer.text(receipt)]))
        if case .image(let digest, _) = recipe.stencil { order.pictureDigest = digest }
        order.idempotencyKey = idempotencyKey
        return order
    }
}

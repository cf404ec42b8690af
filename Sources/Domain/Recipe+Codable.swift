/// One flat object: the request's fields under their published names, and beside them `word2img` (the version), `model`,
/// `precision`, and `text` with `font`, or `image_sha256`.
extension Recipe: Codable {
    private enum Key: String, CodingKey {
        case word2img, model, precision, text, font
        case imageSHA256 = "image_sha256"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        version = try values.decode(String.self, forKey: .word2img)
        model = try values.decode(String.self, forKey: .model)
        precision = try values.decode(String.self, forKey: .precision)
        stencil =
            if let text = try values.decodeIfPresent(String.self, forKey: .text) {
                .text(text, font: try values.decode(String.self, forKey: .font))
            } else {
                .image(sha256: try values.decode(String.self, forKey: .imageSHA256))
            }
        request = try GenerationRequest(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(version, forKey: .word2img)
        try values.encode(model, forKey: .model)
        try values.encode(precision, forKey: .precision)
        switch stencil {
        case .text(let text, let font):
            try values.encode(text, forKey: .text)
            try values.encode(font, forKey: .font)
        case .image(let sha256): try values.encode(sha256, forKey: .imageSHA256)
        }
        try request.encode(to: encoder)
    }
}

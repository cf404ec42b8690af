/// One flat object: the request's and the lettering's fields under their published names, and beside them `word2img` (the
/// version), `model`, `precision`, `instruction_set`, the digests, and `image_sha256` where the word was a picture.
extension Recipe: Codable {
    private enum Key: String, CodingKey {
        case word2img, model, precision, text
        case instructionSet = "instruction_set"
        case imageSHA256 = "image_sha256"
        case isMended = "fix_image"
        case stencilDigest = "stencil_sha256"
        case pictureDigest = "picture_sha256"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        version = try values.decode(String.self, forKey: .word2img)
        model = try values.decode(String.self, forKey: .model)
        precision = try values.decode(String.self, forKey: .precision)
        instructionSet = try values.decodeIfPresent(String.self, forKey: .instructionSet)
        stencilDigest = try values.decodeIfPresent(String.self, forKey: .stencilDigest)
        pictureDigest = try values.decodeIfPresent(String.self, forKey: .pictureDigest)
        stencil =
            if values.contains(.text) {
                .text(try LetteringRequest(from: decoder))
            } else {
                .image(
                    sha256: try values.decode(String.self, forKey: .imageSHA256),
                    isMended: try values.decodeIfPresent(Bool.self, forKey: .isMended) ?? false)
            }
        request = try GenerationRequest(from: decoder)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(version, forKey: .word2img)
        try values.encode(model, forKey: .model)
        try values.encode(precision, forKey: .precision)
        try values.encodeIfPresent(instructionSet, forKey: .instructionSet)
        try values.encodeIfPresent(stencilDigest, forKey: .stencilDigest)
        try values.encodeIfPresent(pictureDigest, forKey: .pictureDigest)
        switch stencil {
        case .text(let lettering): try lettering.encode(to: encoder)
        case .image(let sha256, let isMended):
            try values.encode(sha256, forKey: .imageSHA256)
            if isMended { try values.encode(true, forKey: .isMended) }
        }
        try request.encode(to: encoder)
    }
}

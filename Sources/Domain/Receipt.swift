/// A recipe, and the word of whoever made the picture: what files carry and results repeat. JSON: the recipe's members, and
/// `signature` and `public_key` beside them where it is signed.
public struct Receipt: Sendable, Hashable {
    public var recipe: Recipe
    /// Base64 of 64 bytes; nil for what no server has made.
    public var signature: String?
    /// Whose signature it is: 64 hexadecimal digits.
    public var publicKey: String?

    public init(recipe: Recipe, signature: String? = nil, publicKey: String? = nil) {
        self.recipe = recipe
        self.signature = signature
        self.publicKey = publicKey
    }
}

extension Receipt: Codable {
    private enum Key: String, CodingKey {
        case signature
        case publicKey = "public_key"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        recipe = try Recipe(from: decoder)
        signature = try values.decodeIfPresent(String.self, forKey: .signature)
        publicKey = try values.decodeIfPresent(String.self, forKey: .publicKey)
    }

    public func encode(to encoder: any Encoder) throws {
        try recipe.encode(to: encoder)
        var values = encoder.container(keyedBy: Key.self)
        try values.encodeIfPresent(signature, forKey: .signature)
        try values.encodeIfPresent(publicKey, forKey: .publicKey)
    }
}

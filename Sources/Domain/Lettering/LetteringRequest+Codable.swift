/// JSON under the published names; defaults are left out.
extension LetteringRequest: Codable {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Parameter.self)
        self.init(text: try values.decode(String.self, forKey: .text))
        func read<Value: Decodable>(_ key: Parameter, _ path: WritableKeyPath<Self, Value>) throws {
            if let value = try values.decodeIfPresent(Value.self, forKey: key) { self[keyPath: path] = value }
        }
        font = try values.decodeIfPresent(String.self, forKey: .font)
        try read(.weight, \.weight)
        try read(.letterCase, \.letterCase)
        try read(.align, \.align)
        try read(.letterSpacing, \.letterSpacing)
        try read(.lineSpacing, \.lineSpacing)
        try read(.margin, \.margin)
        try read(.layout, \.layout)
        try read(.polarity, \.polarity)
        try read(.outline, \.outline)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Parameter.self)
        let plain = LetteringRequest(text: text)
        func write<Value: Encodable & Equatable>(_ key: Parameter, _ path: KeyPath<Self, Value>) throws {
            if self[keyPath: path] != plain[keyPath: path] { try values.encode(self[keyPath: path], forKey: key) }
        }
        try values.encode(text, forKey: .text)
        try values.encodeIfPresent(font, forKey: .font)
        try write(.weight, \.weight)
        try write(.letterCase, \.letterCase)
        try write(.align, \.align)
        try write(.letterSpacing, \.letterSpacing)
        try write(.lineSpacing, \.lineSpacing)
        try write(.margin, \.margin)
        try write(.layout, \.layout)
        try write(.polarity, \.polarity)
        try write(.outline, \.outline)
    }
}

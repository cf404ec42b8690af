/// JSON under the published names. What is missing has its default; the prompt can't be. What is not published is written
/// only where it isn't the default.
extension GenerationRequest: Codable {
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Parameter.self)
        self.init(prompt: try values.decode(String.self, forKey: .prompt))
        func read<Value: Decodable>(_ key: Parameter, _ path: WritableKeyPath<Self, Value>) throws {
            if let value = try values.decodeIfPresent(Value.self, forKey: key) { self[keyPath: path] = value }
        }
        try read(.negativePrompt, \.negativePrompt)
        try read(.scheduler, \.scheduler)
        try read(.numInferenceSteps, \.numInferenceSteps)
        try read(.guidanceScale, \.guidanceScale)
        try read(.controlScale, \.controlScale)
        try read(.controlStart, \.controlStart)
        try read(.controlEnd, \.controlEnd)
        try read(.samples, \.samples)
        try read(.seed, \.seed)
        try read(.size, \.size)
        try read(.cacheInterval, \.cacheInterval)
        try read(.tokenDownsampling, \.tokenDownsampling)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Parameter.self)
        try values.encode(prompt, forKey: .prompt)
        try values.encode(negativePrompt, forKey: .negativePrompt)
        try values.encode(scheduler, forKey: .scheduler)
        try values.encode(numInferenceSteps, forKey: .numInferenceSteps)
        try values.encode(guidanceScale, forKey: .guidanceScale)
        try values.encode(controlScale, forKey: .controlScale)
        try values.encode(controlStart, forKey: .controlStart)
        try values.encode(controlEnd, forKey: .controlEnd)
        try values.encode(samples, forKey: .samples)
        try values.encode(seed, forKey: .seed)
        try values.encode(size, forKey: .size)
        if cacheInterval != 1 { try values.encode(cacheInterval, forKey: .cacheInterval) }
        if tokenDownsampling != 1 { try values.encode(tokenDownsampling, forKey: .tokenDownsampling) }
    }
}

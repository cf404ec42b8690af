extension GenerationRequest {
    /// The request of a guaranteed picture's attempt, from 0 on. Each one's stencil is stronger than the one's before by a
    /// quarter, up to the published limit, and sets in after half the time; seed and everything else stay.
    public func strengthened(_ attempt: Int) -> GenerationRequest {
        var stronger = self
        for _ in 0..<attempt {
            stronger.controlScale = max(controlScale, min(stronger.controlScale * 1.25, 5))
            stronger.controlStart = min(controlStart, max(stronger.controlStart / 2, 0.01))
        }
        return stronger
    }
}

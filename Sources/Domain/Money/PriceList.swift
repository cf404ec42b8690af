/// What a job costs: `base + perMegapixelStep x megapixels x steps x samples`, rounded up to a whole micro-dollar.
/// A megapixel is 1024 x 1024 pixels.
///
/// The defaults price the published example (768 x 768, 25 steps, one sample) at $0.005.
public struct PriceList: Sendable, Hashable, Codable {
    /// For the job itself, however small.
    public var base: Money
    public var perMegapixelStep: Money

    public init(base: Money = Money(microDollars: 500), perMegapixelStep: Money = Money(microDollars: 320)) {
        self.base = base
        self.perMegapixelStep = perMegapixelStep
    }

    /// The request's own ranges are checked elsewhere; whatever its numbers are, this answers a price or throws.
    public func price(of request: GenerationRequest) throws(Money.Overflow) -> Money {
        let factors = [request.size.width, request.size.height, request.numInferenceSteps, request.samples]
        var pixelSteps = perMegapixelStep
        for factor in factors { pixelSteps = try pixelSteps.multiplied(by: Int64(factor)) }
        let (quotient, remainder) = pixelSteps.microDollars.quotientAndRemainder(dividingBy: Self.megapixel)
        return try base.adding(Money(microDollars: quotient + (remainder > 0 ? 1 : 0)))
    }

    private static let megapixel: Int64 = 1024 * 1024
}

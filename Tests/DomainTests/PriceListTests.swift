import Domain
import Testing

struct PriceListTests {
    private func request(side: Int = 768, steps: Int = 25, samples: Int = 1) -> GenerationRequest {
        var request = GenerationRequest(prompt: "pizza")
        request.size = PictureSize(width: side, height: side)
        request.numInferenceSteps = steps
        request.samples = samples
        return request
    }

    @Test(arguments: [
        (768, 25, 1, "0.005"), (512, 25, 1, "0.0025"), (1024, 25, 1, "0.0085"), (768, 25, 4, "0.0185"),
        (1024, 100, 4, "0.1285"),
    ])
    func publishedModel(side: Int, steps: Int, samples: Int, price: String) throws {
        let found = try PriceList().price(of: request(side: side, steps: steps, samples: samples))
        #expect(found.description == price)
    }

    @Test func fractionsAreRoundedUp() throws {
        let prices = PriceList(base: .zero, perMegapixelStep: Money(microDollars: 1))
        #expect(try prices.price(of: request(side: 8, steps: 1)) == Money(microDollars: 1))
        #expect(try prices.price(of: request(side: 1024, steps: 3)) == Money(microDollars: 3))
    }

    @Test func nothingCanCostNothing() throws {
        #expect(try PriceList(base: .zero, perMegapixelStep: .zero).price(of: request()) == .zero)
    }

    @Test func absurdRequestsHaveNoPrice() {
        #expect(throws: Money.Overflow.self) { try PriceList().price(of: request(side: .max)) }
        #expect(throws: Money.Overflow.self) {
            try PriceList(base: Money(microDollars: .max)).price(of: request())
        }
    }
}

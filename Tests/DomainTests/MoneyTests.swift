import Domain
import Foundation
import Testing

struct MoneyTests {
    @Test(arguments: [
        ("0", 0, "0"), ("5", 5_000_000, "5"), ("0.005", 5000, "0.005"), ("0.000001", 1, "0.000001"),
        ("12.50", 12_500_000, "12.5"), ("-0.000001", -1, "-0.000001"), ("-3", -3_000_000, "-3"), ("-0", 0, "0"),
        ("00.10", 100_000, "0.1"), ("9223372036854.775807", Int64.max, "9223372036854.775807"),
        ("-9223372036854.775808", Int64.min, "-9223372036854.775808"),
    ])
    func textIsExactBothWays(text: String, microDollars: Int64, canonical: String) throws {
        let money = try #require(Money(text))
        #expect(money.microDollars == microDollars)
        #expect(money.description == canonical)
        #expect(Money(money.description) == money)
    }

    @Test(arguments: [
        "", "-", ".", "5.", ".5", "0.0000001", "1e3", "+5", "--5", "$5", " 5", "5 ", "1,5", "1_000", "0x1", "1.2.3",
        "٣",
        "1.-5", "nan", "9223372036854.775808", "99999999999999999999",
    ])
    func otherTextIsRefused(text: String) { #expect(Money(text) == nil) }

    @Test func everyAmountComesBack() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<10_000 {
            let money = Money(microDollars: Int64.random(in: .min ... .max, using: &random) >> Int.random(in: 0..<63))
            #expect(Money(money.description) == money)
        }
    }

    @Test func arithmeticIsChecked() throws {
        let most = Money(microDollars: .max), least = Money(microDollars: .min), one = Money(microDollars: 1)
        #expect(try most.subtracting(one).adding(one) == most)
        #expect(try one.multiplied(by: 3) == Money(microDollars: 3))
        #expect(throws: Money.Overflow.self) { try most.adding(one) }
        #expect(throws: Money.Overflow.self) { try least.subtracting(one) }
        #expect(throws: Money.Overflow.self) { try Money.zero.subtracting(least) }
        #expect(throws: Money.Overflow.self) { try most.multiplied(by: 2) }
        #expect(least < .zero && .zero < one && one < most)
    }

    @Test func jsonIsTheTextAndNothingElse() throws {
        let money = Money(microDollars: 5000)
        #expect(String(decoding: try JSONEncoder().encode([money]), as: UTF8.self) == #"["0.005"]"#)
        #expect(try JSONDecoder().decode([Money].self, from: Data(#"["0.005"]"#.utf8)) == [money])
        for json in ["[0.005]", #"["5 dollars"]"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([Money].self, from: Data(json.utf8)) }
        }
    }

    @Test func dollarsAreTheNearestNumber() {
        #expect(Money(microDollars: 5000).dollars == 0.005 && Money(microDollars: -1_500_000).dollars == -1.5)
        #expect("\(Money(microDollars: 999_999_999_999_999).dollars)" == "999999999.999999")
    }
}

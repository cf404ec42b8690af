import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import TestSupport
import Testing

/// Bodies that are damaged at random: they are taken or refused, and never a fault of ours.
struct FuzzTests {
    private static let form = [
        "--x-y", "Content-Disposition: form-data; name=\"prompt\"", "", "molten \"gold\"", "--x-y",
        "Content-Disposition: form-data; name=seed", "", "7", "--x-y",
        "Content-Disposition: form-data; name=\"image\"; filename=\"a;b\\\"c.png\"", "Content-Type: image/png", "",
        String(decoding: TestInspector.picture, as: UTF8.self) + "\r\n--x-", "--x-y--", "",
    ].joined(separator: "\r\n")

    @Test func wholeFormsAreTaken() async throws {
        try await Stand.with { stand in
            let answer = try await send(
                Array(Self.form.utf8), "multipart/form-data; boundary=\"x-y\"; charset=utf-8", stand)
            #expect(answer.status == 200, "\(answer.text)")
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            #expect(claim.picture == .inline(TestInspector.picture + Array("\r\n--x-".utf8)))
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func damagedBodiesAreNoFaultOfOurs(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let json = try JSONSerialization.data(withJSONObject: Stand.parameters())
        var settings = ServiceSettings()
        settings.requestsPerMinute = 1_000_000
        try await Stand.with(settings: settings) { stand in
            for _ in 0..<100 {
                let form = damaged(Array(Self.form.utf8), &random), text = damaged(Array(json), &random)
                for (body, type) in [(form, "multipart/form-data; boundary=x-y"), (text, "application/json")] {
                    let answer = try await send(body, type, stand)
                    #expect([200, 400, 406, 429].contains(answer.status), "\(String(decoding: body, as: UTF8.self))")
                    if answer.status != 200 { #expect(!answer.error.isEmpty && !answer.code.isEmpty) }
                }
            }
        }
    }

    private func send(_ body: [UInt8], _ type: String, _ stand: Stand) async throws -> Answer {
        try await stand.send(.POST, "/v2/\(Stand.slug)", headers: ["content-type": type], body: body)
    }

    /// Some bytes changed, taken out or doubled.
    private func damaged(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: bytes.indices, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...12, using: &random))
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[start] = UInt8.random(in: .min ... .max, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            default: bytes.insert(contentsOf: bytes[start..<end], at: start)
            }
        }
        return bytes
    }
}

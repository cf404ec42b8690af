import Domain
import Foundation
import Receipts
import TestSupport
import Testing

struct ReceiptKeyTests {
    private let recipe: Recipe

    init() {
        var request = GenerationRequest(prompt: "größe \"pizza\" / 7")
        (request.seed, request.guidanceScale, request.controlStart) = (7, 7.123456789012345, 0.1 + 0.2)
        recipe = Recipe(
            model: String(repeating: "a", count: 64), precision: "bf16", stencil: .image(sha256: "b", isMended: true),
            request: request)
    }

    @Test func knowsWhatItHasSigned() throws {
        let key = ReceiptKey(), receipt = try key.signed(recipe)
        #expect(key.hasSigned(receipt))
        // As it comes back out of a file.
        let read = try JSONDecoder().decode(Receipt.self, from: JSONEncoder().encode(receipt))
        #expect(read == receipt && key.hasSigned(read))
    }

    @Test func knowsWhatItHasNotSigned() throws {
        let key = ReceiptKey(), receipt = try key.signed(recipe)
        #expect(!ReceiptKey().hasSigned(receipt))
        #expect(!key.hasSigned(Receipt(recipe: recipe)))
        var changed = receipt
        changed.recipe.request.seed = 8
        #expect(!key.hasSigned(changed))
        var foreign = receipt
        foreign.signature = try ReceiptKey().signed(recipe).signature
        #expect(!key.hasSigned(foreign))
        foreign.signature = "not base64"
        #expect(!key.hasSigned(foreign))
    }

    @Test func aFileKeepsTheKey() async throws {
        let folder = try TemporaryFolder(), path = folder.path("receipt.key")
        let keys = try await withThrowingTaskGroup { group in
            for _ in 0..<16 { group.addTask { try ReceiptKey(file: path).publicKey } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(keys.count == 1 && keys.first?.count == 64)
        #expect(try folder.names == ["receipt.key"])
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        #expect(throws: ReceiptKeyError.damaged(path)) { try ReceiptKey(file: path) }
        #expect(throws: ReceiptKeyError.unwritable("/no/such/key")) { try ReceiptKey(file: "/no/such/key") }
    }
}

import API
import Foundation
import NIOHTTP1
import Storage
import Testing

struct DocumentTests {
    /// Reads what is needed of `openapi.yaml`: paths are at one level of indentation, methods at the next.
    @Test func theDocumentDescribesTheRoutesThereAre() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../share/openapi.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        var described: Set<String> = [], path = "", method = ""
        for line in text.split(separator: "\n") {
            if let match = line.wholeMatch(of: #/  (/\S*):/#) { path = String(match.1) }
            if let match = line.wholeMatch(of: #/    (get|put|post|patch|delete):/#) { method = String(match.1) }
            if let match = line.wholeMatch(of: #/      operationId: (\w+)/#) {
                described.insert("\(method) \(path) \(match.1)")
            }
        }
        try await Stand.with { stand in
            #expect(described == Set(stand.server.operations.map { "\($0.method) \($0.path) \($0.name)" }))
            #expect(described.count == stand.server.operations.count)
            let served = try await stand.get("/openapi.yaml")
            #expect(served.status == 200 && served["content-type"] == "application/yaml")
        }
    }
}

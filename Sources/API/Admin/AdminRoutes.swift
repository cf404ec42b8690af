internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// The operator's routes, on a listener of their own.
struct AdminRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/metrics", "metrics") { _, _ in
                Response(
                    bytes: Array(try await MetricsReport(services: services).text().utf8),
                    contentType: "text/plain; version=0.0.4")
            },
            Endpoint(.get, "/admin/keys", "listKeys", list),
            Endpoint(.post, "/admin/keys", "createKey", create),
            Endpoint(.patch, "/admin/keys/{id}", "changeKey", change),
            Endpoint(.post, "/admin/keys/{id}/credit", "creditKey", credit),
            Endpoint(.get, "/admin/keys/{id}/usage", "keyUsage", usage),
            Endpoint(.get, "/admin/audit", "audit", audit),
        ]
    }

    private func list(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        var keys: [KeyAnswer] = []
        for record in try await services.store.keys() { keys.append(try await answer(record)) }
        return Response(json: ["keys": keys])
    }

    private func create(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        let issued = try await services.store.createKey(try await KeyCreation(request).request)
        var answer = try await answer(issued.record)
        answer.key = issued.key.text
        return Response(json: answer, status: .created)
    }

    private func change(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        struct Change: Decodable { var disabled: Bool }
        let record = try await record(context),
            change: Change = try await decode(request, "{\"disabled\": true or false}")
        try await services.store.setDisabled(change.disabled, key: record.id)
        return Response(json: try await answer(try await self.record(context)))
    }

    private func credit(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        struct Credit: Decodable {
            var amount: Double
            var note: String?
        }
        let record = try await record(context)
        let credit: Credit = try await decode(request, "{\"amount\": dollars, \"note\": text}")
        let amount = try KeyCreation.money(credit.amount, "amount")
        _ = try await services.store.credit(amount, to: record.account, note: credit.note ?? "")
        return Response(json: try await answer(record))
    }

    private func usage(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        let record = try await record(context), query = try HistoryQuery(request.uri.queryParameters)
        let usage = try await services.store.usage(of: record.id, from: query.from, before: query.before)
        return Response(
            json: UsageAnswer(submitted: usage.submitted, completed: usage.completed, cost: usage.cost.dollars))
    }

    private func audit(_ request: Request, _ context: Context) async throws -> Response {
        try await admit(request)
        let faults = try await services.store.audit()
        return Response(json: AuditAnswer(agrees: faults.isEmpty, faults: faults.map { "\($0)" }))
    }

    private func admit(_ request: Request) async throws {
        _ = try await Authentication(services: services).key(request, for: .admin)
    }

    private func record(_ context: Context) async throws -> KeyRecord {
        let text = try context.parameters.require("id")
        guard let number = Int64(text), let record = try await services.store.key(KeyID(number)) else {
            throw APIError(.notFound, .notFound, "There is no key number \(text.prefix(32))")
        }
        return record
    }

    private func decode<Body: Decodable>(_ request: Request, _ form: String) async throws -> Body {
        let bytes = try await SentBody.bytes(of: request, limit: 64 << 10)
        do { return try JSONDecoder().decode(Body.self, from: Data(bytes)) } catch {
            throw APIError(.badRequest, .malformedBody, "The body must be JSON of this form: \(form)")
        }
    }

    private func answer(_ record: KeyRecord) async throws -> KeyAnswer {
        KeyAnswer(record, account: try await services.store.account(record.account))
    }
}

struct UsageAnswer: Encodable {
    let submitted: Int
    let completed: Int
    /// In dollars.
    let cost: Double
}

struct AuditAnswer: Encodable {
    let agrees: Bool
    let faults: [String]
}

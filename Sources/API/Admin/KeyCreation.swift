internal import Domain
internal import Foundation
internal import Hummingbird

/// The body of `POST /admin/keys`.
struct KeyCreation: Decodable {
    var name: String
    /// In dollars.
    var credits: Double?
    var account: Int64?
    var scopes: [String]?
    var models: [String]?
    var requests_per_minute: Int?
    var running: Int?
    var queued: Int?

    init(_ request: Request) async throws {
        let bytes = try await SentBody.bytes(of: request, limit: 64 << 10)
        do { self = try JSONDecoder().decode(KeyCreation.self, from: Data(bytes)) } catch {
            throw APIError(
                .badRequest, .malformedBody,
                "The body must be a JSON object with at least a name, and credits as a number")
        }
    }

    /// Throws 400.
    var request: KeyRequest {
        get throws(APIError) {
            var request = KeyRequest(name: name)
            request.credits = try Self.money(credits ?? 0, "credits")
            request.account = account.map(AccountID.init)
            if let scopes {
                let known = KeyPermissions.Scope.allCases.map(\.rawValue)
                if let wrong = scopes.first(where: { !known.contains($0) }) {
                    throw APIError([
                        .init(field: "scopes", value: wrong, allowed: "among \(known.joined(separator: ", "))")
                    ])
                }
                request.permissions.scopes = Set(scopes.compactMap(KeyPermissions.Scope.init))
            }
            request.permissions.models = models.map(Set.init)
            request.limits = KeyLimits(requestsPerMinute: requests_per_minute, running: running, queued: queued)
            return request
        }
    }

    /// Dollars to whole micro-dollars.
    static func money(_ dollars: Double, _ field: String) throws(APIError) -> Money {
        guard dollars.isFinite, abs(dollars) <= 1_000_000_000 else {
            throw APIError([
                .init(field: field, value: String(dollars), allowed: "an amount of dollars up to a billion")
            ])
        }
        return Money(microDollars: Int64((dollars * 1_000_000).rounded()))
    }
}

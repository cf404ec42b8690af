import Fetching
import Synchronization

/// Answers from a table: of each host the first answer first, the last one for good.
final class TableResolver: Resolver {
    private let state: Mutex<(table: [String: [[String]]], asked: [String])>

    init(_ table: [String: [[String]]]) { state = Mutex((table, [])) }

    var asked: [String] { state.withLock { $0.asked } }

    func addresses(of host: String) async throws -> [IPAddress] {
        state.withLock { state in
            state.asked.append(host)
            guard var answers = state.table[host], let first = answers.first else { return [] }
            if answers.count > 1 { answers.removeFirst() }
            state.table[host] = answers
            return first.compactMap { IPAddress($0) }
        }
    }
}

/// Addresses as they are, names from a table.
struct LiteralResolver: Resolver {
    let names: TableResolver

    init(_ names: TableResolver) { self.names = names }

    func addresses(of host: String) async throws -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        return try await names.addresses(of: host)
    }
}

internal import Domain
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore

extension HistoryQuery {
    /// From a URL's query. Empty values count as missing. Throws 400 with all faults.
    init(_ parameters: FlatDictionary<Substring, Substring>) throws(APIError) {
        self.init()
        var faults: [APIError.Fault] = []
        func read<Value>(_ name: String, allowed: String, _ value: (String) -> Value?) -> Value? {
            guard let text = parameters[name[...]].map(String.init), !text.isEmpty else { return nil }
            let result = value(text)
            if result == nil { faults.append(.init(field: name, value: SentValue.text(text).shown, allowed: allowed)) }
            return result
        }
        let pages = 1...1_000_000, sizes = Self.pageSizes
        page = read("page", allowed: "from 1 to \(pages.upperBound)") { Int($0).within(pages) } ?? page
        perPage = read("per_page", allowed: "from 1 to \(sizes.upperBound)") { Int($0).within(sizes) } ?? perPage
        from = read("from_date", allowed: "a day such as 2026-01-31") { Timestamp(day: $0) }
        // Inclusive, as published.
        before = read("to_date", allowed: "a day such as 2026-01-31") {
            Timestamp(day: $0).map { $0 + .seconds(86_400) }
        }
        model = read("model_name", allowed: "a part of a slug") { $0.count <= 100 ? $0 : nil }
        states = read("status", allowed: "COMPLETED, FAILED, PENDING, QUEUED or PROCESSING") { Self.states($0) } ?? []
        sortBy =
            read("sort_by", allowed: SortKey.allCases.map(\.rawValue).joined(separator: ", ")) { SortKey(rawValue: $0) }
            ?? sortBy
        isAscending = read("sort_order", allowed: "asc or desc") { ["asc": true, "desc": false][$0] } ?? false
        guard faults.isEmpty else { throw APIError(faults) }
    }

    /// PENDING is what has not ended.
    private static func states(_ text: String) -> Set<JobState>? {
        text == "PENDING" ? [.queued, .processing] : JobState(rawValue: text).map { [$0] }
    }
}

extension Int? {
    func within(_ range: ClosedRange<Int>) -> Int? { flatMap { range.contains($0) ? $0 : nil } }
}

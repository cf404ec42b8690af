internal import Domain
internal import Foundation

extension Timestamp {
    /// UTC, to the millisecond: `2026-01-31T12:00:00.250Z`.
    var iso8601: String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1000)
            .formatted(
                .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }

    /// The beginning of a day written `2026-01-31`, in UTC; nil for what is no day.
    init?(day text: String) {
        guard text.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil,
            let date = try? Date(text, strategy: .iso8601.year().month().day())
        else { return nil }
        self.init(milliseconds: Int64(date.timeIntervalSince1970) * 1000)
    }
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
}

internal import Foundation
internal import Logging

/// Writes each event as one line, in one call of the system, so that lines of several processes do not mix.
struct LineLogHandler: LogHandler {
    let label: String
    let format: LogFormat
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
        let now = Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
        let line =
            switch format {
            case .json: Self.json(now, event, label, fields)
            case .console: Self.console(now, event, fields)
            }
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    private static func json(_ now: String, _ event: LogEvent, _ label: String, _ fields: Logger.Metadata) -> String {
        var object = fields.mapValues { "\($0)" }
        object["time"] = now
        object["level"] = event.level.rawValue
        object["logger"] = label
        object["message"] = "\(event.message)"
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(object)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func console(_ now: String, _ event: LogEvent, _ fields: Logger.Metadata) -> String {
        let pairs = fields.sorted { $0.key < $1.key }.map { " \($0.key)=\("\($0.value)".replacing("\n", with: " "))" }
        return "\(now) \(event.level.rawValue) \(event.message)\(pairs.joined())"
    }
}

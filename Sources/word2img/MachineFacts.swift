internal import Foundation

/// What Linux tells about the machine.
enum MachineFacts {
    /// The processor's name, such as "AMD EPYC".
    static var processor: String? { field("model name", of: "/proc/cpuinfo") }

    /// In bytes.
    static var memory: (total: Int, available: Int)? {
        guard let total = kilobytes("MemTotal"), let available = kilobytes("MemAvailable") else { return nil }
        return (total << 10, available << 10)
    }

    private static func kilobytes(_ name: String) -> Int? {
        field(name, of: "/proc/meminfo").flatMap { $0.split(separator: " ").first }.flatMap { Int($0) }
    }

    private static func field(_ name: String, of path: String) -> String? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            return line.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        return nil
    }
}

internal import Foundation

/// What the operating system says of the machine and of this process.
public enum ThisMachine {
    /// The processor's name, or its architecture.
    public static var processor: String { field("model name", of: "/proc/cpuinfo") ?? architecture }

    /// Bytes in all, and those that a program could have now. nil where Linux's /proc isn't.
    public static var memory: (total: Int, available: Int)? {
        guard let total = kilobytes("MemTotal"), let available = kilobytes("MemAvailable") else { return nil }
        return (total << 10, available << 10)
    }

    /// The most memory that this process has had so far, in bytes.
    public static var peakMemory: Int {
        var usage = rusage()
        #if os(Linux)
            getrusage(RUSAGE_SELF.rawValue, &usage)
            return Int(usage.ru_maxrss) << 10
        #else
            getrusage(RUSAGE_SELF, &usage)
            return Int(usage.ru_maxrss)
        #endif
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86-64"
        #elseif arch(arm64)
            "arm64"
        #else
            "unknown"
        #endif
    }

    /// "MemTotal:       24606952 kB"
    private static func kilobytes(_ name: String) -> Int? {
        field(name, of: "/proc/meminfo").flatMap { $0.split(separator: " ").first }.flatMap { Int($0) }
    }

    /// The first line's value whose name begins so.
    private static func field(_ name: String, of path: String) -> String? {
        let lines = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
        let line = lines.first { $0.hasPrefix(name) }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

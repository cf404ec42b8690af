internal import CKernels
internal import Foundation

/// How many CPUs this process may use.
public enum CPUCount {
    /// The CPUs it may run on, or fewer where its control group has less time than that.
    public static let usable: Int = {
        let allowed = Int(w2i_cpus_allowed())
        return min(max(1, min(allowed, quota(root: "/") ?? allowed)), CPUSettings.threadRange.upperBound)
    }()

    /// Whole CPUs that the control groups' quota (version 2 or 1) comes to, or nil without one. `root` holds `proc` and `sys`.
    package static func quota(root: String) -> Int? {
        let groups = lines("\(root)/proc/self/cgroup").map {
            $0.split(separator: ":", omittingEmptySubsequences: false)
        }
        var quotas: [Double] = []
        for group in groups where group.count == 3 {
            let folder: String
            if group[1].isEmpty {
                folder = "\(root)/sys/fs/cgroup"
            } else if group[1].split(separator: ",").contains("cpu") {
                folder = "\(root)/sys/fs/cgroup/\(group[1])"
            } else {
                continue
            }
            // A group has no more than any group that holds it.
            var path = group[2].split(separator: "/")
            while true {
                let place = ([folder] + path.map(String.init)).joined(separator: "/")
                if let quota = unifiedQuota(place) ?? legacyQuota(place) { quotas.append(quota) }
                if path.popLast() == nil { break }
            }
        }
        return quotas.min().map { max(1, Int($0.rounded(.up))) }
    }

    /// `cpu.max`: "150000 100000", or "max 100000".
    private static func unifiedQuota(_ folder: String) -> Double? {
        let numbers = (lines("\(folder)/cpu.max").first ?? "").split(separator: " ").map { Double($0) }
        guard numbers.count == 2, let time = numbers[0], let period = numbers[1], time > 0, period > 0 else {
            return nil
        }
        return time / period
    }

    /// Two files; the quota is -1 where there is none.
    private static func legacyQuota(_ folder: String) -> Double? {
        let numbers = ["cpu.cfs_quota_us", "cpu.cfs_period_us"].map {
            lines("\(folder)/\($0)").first.flatMap(Double.init)
        }
        guard let time = numbers[0], let period = numbers[1], time > 0, period > 0 else { return nil }
        return time / period
    }

    private static func lines(_ path: String) -> [String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").map(String.init)
    }
}

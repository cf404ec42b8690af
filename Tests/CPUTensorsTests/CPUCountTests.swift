import CPUTensors
import Foundation
import TestSupport
import Testing

@Suite struct CPUCountTests {
    @Test func thereIsOne() {
        #expect(CPUCount.usable >= 1)
        #expect(CPUCount.usable <= ProcessInfo.processInfo.processorCount)
    }

    /// A tree of files that stands for the system's.
    private func quota(_ files: [String: String]) throws -> Int? {
        let root = try TemporaryFolder()
        for (path, contents) in files {
            let file = URL(filePath: root.path(path))
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(contents.utf8).write(to: file)
        }
        return CPUCount.quota(root: root.path)
    }

    @Test func unifiedGroups() throws {
        let group = ["proc/self/cgroup": "0::/jobs/one\n"]
        func with(_ files: [String: String]) throws -> Int? { try quota(group.merging(files) { $1 }) }
        #expect(try with([:]) == nil)
        #expect(try with(["sys/fs/cgroup/jobs/one/cpu.max": "max 100000\n"]) == nil)
        #expect(try with(["sys/fs/cgroup/jobs/one/cpu.max": "200000 100000\n"]) == 2)
        #expect(try with(["sys/fs/cgroup/jobs/one/cpu.max": "50000 100000\n"]) == 1)
        #expect(
            try with([
                "sys/fs/cgroup/jobs/one/cpu.max": "800000 100000\n", "sys/fs/cgroup/jobs/cpu.max": "250000 100000\n",
            ]) == 3)
        // Inside a container the group's own files may stand at the top.
        #expect(try with(["sys/fs/cgroup/cpu.max": "400000 100000\n"]) == 4)
    }

    @Test func legacyGroups() throws {
        let folder = "sys/fs/cgroup/cpu,cpuacct/box"
        let group = ["proc/self/cgroup": "3:memory:/box\n2:cpu,cpuacct:/box\n"]
        func with(_ quota: String) throws -> Int? {
            let files = ["\(folder)/cpu.cfs_quota_us": quota, "\(folder)/cpu.cfs_period_us": "100000\n"]
            return try self.quota(group.merging(files) { $1 })
        }
        #expect(try with("-1\n") == nil)
        #expect(try with("600000\n") == 6)
    }

    @Test func noGroups() throws { #expect(try quota([:]) == nil) }
}

import Foundation
import Processes
import Testing

/// Each runs in a process of its own, which does not come out of the sandbox again.
struct SandboxTests {
    @Test func thereIsNoNetwork() async {
        await #expect(processExitsWith: .success) {
            func denied(_ family: Int32, _ type: __socket_type) -> Bool {
                let number = socket(family, Int32(type.rawValue), 0)
                return number < 0 && errno == EPERM
            }
            let open = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            try #require(open >= 0)
            try Sandbox.enter()
            for family in [AF_INET, AF_INET6, AF_UNIX] {
                for type in [SOCK_STREAM, SOCK_DGRAM] { #expect(denied(family, type)) }
            }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            let result = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(open, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            #expect(result < 0 && errno == EPERM)
        }
    }

    @Test func thereAreNoFilesAndNoOtherProcesses() async {
        await #expect(processExitsWith: .success) {
            try #require(access("/etc/passwd", R_OK) == 0)
            try Sandbox.enter()
            #expect(Glibc.open("/etc/passwd", O_RDONLY) < 0 && errno == EPERM)
            #expect(unlink("/tmp/nothing") < 0 && errno == EPERM)
            #expect(kill(getppid(), 0) < 0 && errno == EPERM)
            #expect(fork() < 0 && errno == EPERM)
            var id: Int32 = 0
            #expect(posix_spawn(&id, "/bin/true", nil, nil, [nil], [nil]) != 0)
            var limit = rlimit(rlim_cur: 1, rlim_max: 1)
            #expect(setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit) < 0 && errno == EPERM)
        }
    }

    /// Threads that ran before and threads that come later are in it.
    @Test func itHoldsAllThreads() async {
        await #expect(processExitsWith: .success) {
            let entered = DispatchSemaphore(value: 0), checked = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                entered.wait()
                #expect(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0)
                checked.signal()
            }
            try Sandbox.enter()
            entered.signal()
            checked.wait()
            Thread.detachNewThread {
                #expect(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) < 0)
                checked.signal()
            }
            checked.wait()
        }
    }

    @Test func memoryIsBounded() async {
        await #expect(processExitsWith: .success) {
            try ResourceLimits(addressSpace: 8 << 30, cpuTime: .seconds(600), fileSize: 1 << 30).apply()
            #expect(malloc(1 << 30) != nil)
            #expect(malloc(16 << 30) == nil)
        }
    }

    @Test func processorTimeIsBounded() async {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            try ResourceLimits(addressSpace: 1 << 40, cpuTime: .seconds(1), fileSize: 1 << 30).apply()
            // A call of the system, which no optimiser takes out.
            while getppid() >= 0 {}
        }
    }
}

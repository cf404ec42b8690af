import Foundation
import Processes
import Testing

struct ChildProcessTests {
    @Test func tellsHowItEnded() async throws {
        let code = try ChildProcess(ChildProgram("/bin/sh", arguments: ["-c", "exit 7"]))
        #expect(await code.ending() == .exited(code: 7))
        #expect(!code.isRunning)
        let signal = try ChildProcess(ChildProgram("/bin/sh", arguments: ["-c", "kill -KILL $$"]))
        #expect(await signal.ending() == .killed(signal: SIGKILL))
        // It is asked again, and signals to nobody do no harm.
        signal.send(signal: SIGTERM)
        #expect(await signal.ending() == .killed(signal: SIGKILL))
    }

    @Test func whatCanNotBeStartedIsNamed() {
        #expect(throws: ProcessError.spawn(program: "/no/such", reason: "No such file or directory")) {
            try ChildProcess(ChildProgram("/no/such", arguments: []))
        }
    }

    @Test func leavesWhenItsParentLetsGo() async throws {
        var child: ChildProcess? = try ChildProcess(ChildProgram("/bin/sh", arguments: ["-c", "cat; exit 5"]))
        let id = try #require(child?.id)
        #expect(kill(id, 0) == 0)
        child = nil
        // Its watch reaps it.
        while kill(id, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func inheritsNoOtherDescriptor() async throws {
        // A number that nobody else in this process has.
        let file = open("/dev/null", O_RDONLY), inherited = fcntl(file, F_DUPFD, 500)
        defer {
            close(file)
            close(inherited)
        }
        #expect(inherited >= 500)
        let script = "test -e /proc/$$/fd/0 && test -e /proc/$$/fd/2 && ! test -e /proc/$$/fd/\(inherited)"
        #expect(
            await (try ChildProcess(ChildProgram("/bin/sh", arguments: ["-c", script]))).ending() == .exited(code: 0))
    }

    @Test func hasTheDefaultSignals() async {
        // In a process of its own: other tests' sockets need SIGPIPE as they, or NIO, have set it.
        await #expect(processExitsWith: .success) {
            signal(SIGPIPE, SIG_IGN)
            let child = try ChildProcess(ChildProgram("/bin/sh", arguments: ["-c", "kill -PIPE $$; exit 3"]))
            #expect(await child.ending() == .killed(signal: SIGPIPE))
        }
    }

    @Test func hasTheEnvironmentThatItIsGiven() async throws {
        var program = ChildProgram("/bin/sh", arguments: ["-c", #"test "$WORD" = gold && test -z "$HOME""#])
        program.environment = ["WORD": "gold"]
        #expect(await (try ChildProcess(program)).ending() == .exited(code: 0))
    }

    @Test func standsBehindOthers() async throws {
        let child = try ShellChild("read line; exit $(cut -d ' ' -f 19 /proc/self/stat)", niceness: 10)
        try child.say("go\n")
        #expect(await child.process.ending() == .exited(code: 10))
    }

    @Test func hasAGroupOfItsOwn() async throws {
        let child = try ShellChild("echo ready; read line")
        #expect(try child.expect("ready\n"))
        #expect(getpgid(child.process.id) == child.process.id)
        try child.say("end\n")
        _ = await child.process.ending()
    }

    @Test func isAskedToEndFirst() async throws {
        let child = try ShellChild("trap 'exit 4' TERM; echo ready; while :; do sleep 0.01; done")
        #expect(try child.expect("ready\n"))
        #expect(await child.process.end(grace: .seconds(60)) == .exited(code: 4))
    }

    @Test func isMadeToEnd() async throws {
        let child = try ShellChild("trap '' TERM; echo ready; while :; do sleep 0.01; done")
        #expect(try child.expect("ready\n"))
        #expect(await child.process.end(grace: .milliseconds(50)) == .killed(signal: SIGKILL))
    }
}

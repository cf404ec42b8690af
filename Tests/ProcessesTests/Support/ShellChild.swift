import Processes

/// A shell script as a child whose standard input and output are a connection.
struct ShellChild {
    let process: ChildProcess
    let connection: StreamSocket

    init(_ script: String, niceness: Int32 = 0) throws {
        let (own, childs) = try StreamSocket.pair()
        var program = ChildProgram("/bin/sh", arguments: ["-c", script])
        program.input = .socket(childs)
        program.niceness = niceness
        process = try ChildProcess(program)
        connection = own
    }

    /// Waits for that text.
    func expect(_ text: String) throws -> Bool {
        try connection.read(text.utf8.count, by: .now + .seconds(300)) == Array(text.utf8)
    }

    func say(_ text: String) throws { try connection.write(text.utf8, by: .now + .seconds(300)) }
}

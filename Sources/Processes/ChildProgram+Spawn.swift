internal import CProcesses
internal import Foundation

extension ChildProgram {
    /// Starts it. Answers its process id.
    func spawn(input: Descriptor, output: Descriptor?) throws(ProcessError) -> Int32 {
        var id: Int32 = 0
        let variables = environment.map { $0.map { "\($0.key)=\($0.value)" } }
        let error = withExtendedLifetime((input, output)) {
            withCStrings([path] + arguments) { arguments in
                withCStrings(variables) { environment in
                    w2i_spawn(&id, path, arguments, environment, input.number, output?.number ?? -1, niceness)
                }
            }
        }
        guard error == 0 else { throw .spawn(program: path, reason: String(cString: strerror(error))) }
        return id
    }

    /// As an array that ends with a null pointer; nil as a null pointer.
    private func withCStrings<Result>(
        _ strings: [String]?, _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>?) -> Result
    ) -> Result {
        guard let strings else { return body(nil) }
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

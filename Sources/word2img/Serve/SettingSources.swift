internal import Foundation

/// Settings of a server from three places: the command line comes before the environment, that before a file.
///
/// They become arguments, put before those of the command line: of an option that comes twice, the last one counts. So there
/// is one table of settings, the options.
struct SettingSources {
    let names: [String]
    let flags: [String]

    /// The arguments to parse. Throws what is wrong with the file.
    func arguments(_ given: [String], environment: [String: String]) throws -> [String] {
        let file = try Self.option("--config", in: given) ?? environment[Self.variable("config")]
        var arguments = try file.map(fromFile) ?? []
        for name in names {
            if let value = environment[Self.variable(name)] { arguments += ["--\(name)=\(value)"] }
        }
        for flag in flags {
            guard let value = environment[Self.variable(flag)] else { continue }
            if try Self.bool(value, Self.variable(flag)) { arguments.append("--\(flag)") }
        }
        return arguments + given
    }

    static func variable(_ name: String) -> String {
        "WORD2IMG_" + name.uppercased().replacing("-", with: "_")
    }

    private func fromFile(_ path: String) throws -> [String] {
        let bytes = try InputFile.read(path, limit: 1 << 20)
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Failure(badInput: "--config \(path): it is not a JSON object")
        }
        return try object.sorted { $0.key < $1.key }.compactMap { key, value in
            if flags.contains(key) { return try Self.bool("\(value)", "\(path): \(key)") ? "--\(key)" : nil }
            guard names.contains(key) else {
                throw Failure(
                    badInput:
                        "--config \(path): there is no setting \(key); there are \((names + flags).joined(separator: ", "))"
                )
            }
            return "--\(key)=\(value)"
        }
    }

    private static func option(_ name: String, in arguments: [String]) throws -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix(name + "=") { return String(argument.dropFirst(name.count + 1)) }
            if argument == name, index + 1 < arguments.count { return arguments[index + 1] }
        }
        return nil
    }

    private static func bool(_ text: String, _ name: String) throws -> Bool {
        switch text.lowercased() {
        case "true", "1", "yes": true
        case "false", "0", "no": false
        default: throw Failure(badInput: "\(name) is \(text); it must be true or false")
        }
    }
}

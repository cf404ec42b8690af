internal import ArgumentParser
internal import Domain
internal import Foundation

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Tells what this machine has, what is missing, and what to do about it.",
        discussion: "Ends with exit code 1 if something that generating needs is missing.")

    @OptionGroup var model: ModelOptions

    @Flag(help: "Prints JSON.")
    var json = false

    func run() throws {
        let findings = Doctor(model: model).findings()
        print(json ? try Self.json(findings) : findings.map(\.description).joined(separator: "\n"))
        if findings.contains(where: { $0.status == .missing }) { ProcessExit.exit(.fault) }
    }

    private static func json(_ findings: [Finding]) throws -> String {
        struct Report: Encodable {
            let version: String
            let findings: [Finding]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(
            decoding: try encoder.encode(Report(version: Version.current, findings: findings)), as: UTF8.self)
    }
}

import Foundation

/// Files read whole, up to a size that no honest tokenizer's file has.
enum JSONFile {
    static let limit = 64 << 20

    /// `nil` if there is no file.
    static func readIfPresent<Value: Decodable>(_ file: URL) throws(TokenizerError) -> Value? {
        guard let data = try data(file) else { return nil }
        do {
            return try JSONDecoder().decode(Value.self, from: data)
        } catch let error as DecodingError {
            throw .notJSON(path: file.path, reason: reason(error))
        } catch {
            throw .notJSON(path: file.path, reason: "\(error)")
        }
    }

    /// `nil` if there is no file.
    static func data(_ file: URL) throws(TokenizerError) -> Data? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            let values = try file.resolvingSymlinksInPath().resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])
            guard values.isRegularFile == true else { throw CocoaError(.fileReadUnknown) }
            let size = values.fileSize ?? 0
            guard size <= limit else { throw TokenizerError.tooLarge(path: file.path, bytes: size, limit: limit) }
            return try Data(contentsOf: file)
        } catch let error as TokenizerError {
            throw error
        } catch {
            throw .unreadable(path: file.path, reason: error.localizedDescription)
        }
    }

    private static func reason(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? String($0.stringValue.prefix(80)) }
            return (path.isEmpty ? "" : path.joined(separator: ".") + ": ") + context.debugDescription
        }
        return switch error {
        case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context): place(context)
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        @unknown default: error.localizedDescription
        }
    }
}

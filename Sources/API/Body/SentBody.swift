internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// A request's parameters, from JSON or from a form; the names as they were sent.
struct SentBody: Sendable {
    var values: [String: SentValue] = [:]
    /// Files of a form, by the names of their fields.
    var files: [String: [UInt8]] = [:]

    init(_ request: Request, limit: Int) async throws {
        let type = request.headers[.contentType] ?? ""
        switch type.prefix(while: { $0 != ";" }).trimmingCharacters(in: .whitespaces).lowercased() {
        case "application/json": try self.init(json: await Self.bytes(of: request, limit: limit))
        case "multipart/form-data":
            guard let boundary = MultipartForm.boundary(inContentType: type) else {
                throw APIError(.badRequest, .malformedBody, "The multipart/form-data content type names no boundary")
            }
            try self.init(form: await Self.bytes(of: request, limit: limit), boundary: boundary)
        default: throw APIError(.notAcceptable, .contentType, "Invalid content type")
        }
    }

    init(json bytes: [UInt8]) throws(APIError) {
        do { values = try JSONDecoder().decode([String: SentValue].self, from: Data(bytes)) } catch {
            throw APIError(.badRequest, .malformedBody, "The body is not a JSON object: \(Self.reason(error))")
        }
    }

    init(form bytes: [UInt8], boundary: String) throws(APIError) {
        for part in try MultipartForm(bytes, boundary: boundary).parts {
            if part.isFile {
                files[part.name] = part.content
            } else {
                guard let text = String(validating: part.content, as: UTF8.self) else {
                    throw APIError(.badRequest, .malformedBody, "The form's field \(part.name) is not UTF-8")
                }
                values[part.name] = .text(text)
            }
        }
    }

    static func bytes(of request: Request, limit: Int) async throws -> [UInt8] {
        let tooLarge = APIError(.contentTooLarge, .tooLarge, "The body is over the limit of \(limit) bytes")
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLarge }
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= limit else { throw tooLarge }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.dataCorrupted(let context):
            (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
                ?? context.debugDescription
        case DecodingError.typeMismatch: "it is something else"
        default: "it can't be read"
        }
    }
}

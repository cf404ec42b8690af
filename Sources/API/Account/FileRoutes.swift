internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Pictures under unguessable names: a job's outputs, and what clients have uploaded.
struct FileRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/upload-asset", "upload", upload),
            Endpoint(.get, "/files/{name}", "getFile", file),
            Endpoint(.delete, "/files/{name}", "deleteFile", delete),
        ]
    }

    /// Whoever knows the name may read: that is what lets a result's URL be shown in a page.
    private func file(_ request: Request, _ context: Context) async throws -> Response {
        let name = try context.parameters.require("name")
        guard let blob = Links.blob(inFileName: name), let record = try await services.store.blob(blob),
            let bytes = try await services.blobs.bytes(of: blob)
        else { throw Self.missing(name) }
        return Response(
            bytes: bytes, contentType: record.contentType,
            headers: [
                .cacheControl:
                    "private, max-age=\(max(0, (record.expiresAt - services.time.now).wholeMilliseconds / 1000))",
                .xContentTypeOptions: "nosniff", .contentSecurityPolicy: "default-src 'none'; sandbox",
            ])
    }

    private func delete(_ request: Request, _ context: Context) async throws -> Response {
        let key = try await Authentication(services: services).key(request, for: .files)
        let name = try context.parameters.require("name")
        guard let blob = Links.blob(inFileName: name), try await services.store.deleteUpload(blob, of: key.id) else {
            throw Self.missing(name)
        }
        return Response(status: .noContent)
    }

    /// All files or none.
    private func upload(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await Authentication(services: services).admit(request, for: .files)
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/json" else { throw APIError(.notAcceptable, .contentType, "Invalid content type") }
        let bytes = try await SentBody.bytes(of: request, limit: services.settings.bodyLimit)
        let pictures = try await pictures(in: bytes)
        let links = Links(request, peer: context.peer, settings: services.settings)
        var urls: [String] = []
        for picture in pictures {
            let blob = try await services.blobs.put(picture.bytes)
            try await services.store.record(
                BlobRecord(
                    name: blob, key: key.id, role: .upload, contentType: picture.contentType,
                    byteCount: picture.bytes.count, expiresAt: services.time.now + services.settings.uploadRetention))
            urls.append(links.file(blob, contentType: picture.contentType))
        }
        return Response(json: UploadAnswer(file_urls: urls, urls: urls), headers: headers)
    }

    private func pictures(in body: [UInt8]) async throws -> [(bytes: [UInt8], contentType: String)] {
        struct Upload: Decodable { var data_urls: [String] }
        guard let sent = try? JSONDecoder().decode(Upload.self, from: Data(body)) else {
            throw APIError(.badRequest, .malformedBody, "The body is not a JSON object with data_urls, a list of texts")
        }
        let count = services.settings.filesPerUpload
        guard (1...count).contains(sent.data_urls.count) else {
            throw APIError(
                .badRequest, .invalidParameters, "data_urls has \(sent.data_urls.count) files; 1 to \(count) are taken")
        }
        var pictures: [(bytes: [UInt8], contentType: String)] = []
        for (index, url) in sent.data_urls.enumerated() {
            guard let bytes = SentImage.bytes(ofDataURI: url), bytes.count <= services.settings.pictureLimit else {
                throw APIError(
                    .badRequest, .invalidImage,
                    "data_urls[\(index)] is no base64 data URI of at most \(services.settings.pictureLimit) bytes")
            }
            do { try await services.inspector.inspect(bytes) } catch let fault as PictureFault {
                throw APIError(.badRequest, .invalidImage, "data_urls[\(index)] can't be used: \(fault.sentence)")
            }
            pictures.append((bytes, PictureType.contentType(of: bytes)))
        }
        return pictures
    }

    private static func missing(_ name: String) -> APIError {
        APIError(.notFound, .notFound, "There is no file \(name.prefix(64)), or no longer")
    }
}

/// `POST /upload-asset`.
struct UploadAnswer: Encodable {
    let file_urls: [String]
    let urls: [String]
    let message = "Files uploaded"
}

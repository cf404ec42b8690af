internal import Domain
internal import HTTPTypes

/// Turns what a client sent as its picture into bytes that are a picture.
struct ImageResolver: Sendable {
    let services: Services
    let links: Links

    /// Throws 400.
    func bytes(of image: SentImage, for key: KeyRecord) async throws -> [UInt8] {
        let bytes =
            switch image {
            case .bytes(let bytes): bytes
            case .url(let url):
                if let blob = links.blob(inURL: url) { try await own(blob, url, key) } else { try await fetched(url) }
            }
        let limit = services.settings.pictureLimit
        guard bytes.count <= limit else {
            throw APIError(.badRequest, .invalidImage, "image has \(bytes.count) bytes; at most \(limit) are taken")
        }
        do { try await services.inspector.inspect(bytes) } catch let fault as PictureFault {
            throw APIError(.badRequest, .invalidImage, "image can't be used: \(fault.sentence)")
        }
        return bytes
    }

    /// Read from the store, never fetched: the server does not ask itself.
    private func own(_ name: BlobName, _ url: String, _ key: KeyRecord) async throws -> [UInt8] {
        if let record = try await services.store.blob(name), record.key == key.id,
            let bytes = try await services.blobs.bytes(of: name)
        {
            return bytes
        }
        throw APIError(
            .badRequest, .imageNotFetched,
            "image is \(url.prefix(200)), which is no file of this key, or no longer there")
    }

    private func fetched(_ url: String) async throws -> [UInt8] {
        do { return try await services.fetcher.fetch(url) } catch let fault as PictureFault {
            throw APIError(.badRequest, .imageNotFetched, "image could not be fetched: \(fault.sentence)")
        }
    }
}

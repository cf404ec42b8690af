internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Server-sent events (HTML standard, section 9.2) of one job, until it has ended: `status` with the status body,
/// `preview` with a small JPEG in base64.
struct EventStream: Sendable {
    let services: Services
    let links: Links
    let key: KeyRecord

    func response(_ id: JobID) -> Response {
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await write(id, to: &writer)
                try await writer.finish(nil)
            })
    }

    /// The store is asked each second, so that an event that was lost delays the stream by no more than that; what is
    /// sent each second anyway keeps proxies from closing a silent connection.
    private func write(_ id: JobID, to writer: inout any ResponseBodyWriter) async throws {
        let reader = StatusReader(services: services, links: links)
        var last: String?
        for await event in services.watcher.ticks(of: id) {
            guard let job = try await services.store.job(id, of: key.id) else { return }
            let status = try JSONAnswer.text(try await reader.answer(job))
            try await writer.write(Self.event("status", status == last ? nil : status))
            last = status
            if case .progress(let progress) = event, let preview = progress.preview {
                try await writer.write(Self.event("preview", Data(preview).base64EncodedString()))
            }
            if job.state.isTerminal { return }
        }
    }

    /// nil: nothing new; a comment keeps the connection alive.
    private static func event(_ name: String, _ data: String?) -> ByteBuffer {
        ByteBuffer(string: data.map { "event: \(name)\ndata: \($0)\n\n" } ?? ": nothing new\n\n")
    }
}

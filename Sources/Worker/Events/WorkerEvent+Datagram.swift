public import Domain
internal import Foundation

extension WorkerEvent {
    /// As one message between processes: JSON without the preview, a line's end, the preview as it is.
    package var datagram: [UInt8] {
        get throws {
            var event = self, preview: [UInt8] = []
            if case .progress(var progress) = event {
                preview = progress.preview ?? []
                progress.preview = nil
                event = .progress(progress)
            }
            // The encoder escapes line ends within texts.
            return Array(try JSONEncoder().encode(event)) + [Self.separator] + preview
        }
    }

    /// Throws for what is no such message.
    package init(datagram: [UInt8]) throws {
        let end = datagram.firstIndex(of: Self.separator) ?? datagram.endIndex
        self = try JSONDecoder().decode(WorkerEvent.self, from: Data(datagram[..<end]))
        let preview = datagram[end...].dropFirst()
        if case .progress(var progress) = self, !preview.isEmpty {
            progress.preview = Array(preview)
            self = .progress(progress)
        }
    }

    private static let separator = UInt8(ascii: "\n")
}

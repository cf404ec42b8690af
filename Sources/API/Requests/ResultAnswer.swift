internal import Domain

/// `GET /v2/requests/{id}` of a COMPLETED job; also what webhooks carry.
struct ResultAnswer: Encodable {
    let status: String
    let error: String?
    let request_id: JobID
    let output: Output
    let images: [Image]
    let seed: String
    let prompt: String
    let timings: JobReport.Timings?
    let metrics: MetricsAnswer
    let warnings: [String]?

    /// A single value for one sample, an array for more.
    struct Output: Encodable {
        let values: [String]

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if values.count == 1 { try container.encode(values[0]) } else { try container.encode(values) }
        }
    }

    struct Image: Encodable {
        let url: String
        let content_type: String
        let file_name: String
        let file_size: Int
        let seed: String
        let width: Int
        let height: Int

        init(_ output: JobOutput, links: Links) {
            url = links.file(output.blob, contentType: output.contentType)
            content_type = output.contentType
            file_name = Links.fileName(output.blob, contentType: output.contentType)
            file_size = output.byteCount
            seed = String(output.seed)
            width = output.size.width
            height = output.size.height
        }
    }

    enum CodingKeys: CodingKey {
        case status, error, request_id, output, images, seed, prompt, timings, metrics, warnings
    }

    /// `error` is there and null, as published.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(status, forKey: .status)
        try container.encode(error, forKey: .error)
        try container.encode(request_id, forKey: .request_id)
        try container.encode(output, forKey: .output)
        try container.encode(images, forKey: .images)
        try container.encode(seed, forKey: .seed)
        try container.encode(prompt, forKey: .prompt)
        try container.encodeIfPresent(timings, forKey: .timings)
        try container.encode(metrics, forKey: .metrics)
        try container.encodeIfPresent(warnings, forKey: .warnings)
    }
}

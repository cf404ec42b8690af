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
    /// What the word took to be readable; nil where it was not guaranteed.
    let attempts: [AttemptReport]?
    /// Of a ladder.
    let cells: [Cell]?
    /// Of a picture that was made again.
    let replay: ReplayReport?

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
        /// In bytes; text, as published.
        let file_size: String
        let seed: String
        let width: Int
        let height: Int
        let readability: Double?
        let read_as: String?
        let reads_as_another_word: String?
        let letters: [Reading.Letter]?
        /// Signed: what makes the picture again.
        let recipe: Receipt?

        /// `report`: nil for what is no single picture.
        init(_ output: JobOutput, _ report: PictureReport?, links: Links) {
            url = links.file(output.blob, contentType: output.contentType)
            content_type = output.contentType
            file_name = Links.fileName(output.blob, contentType: output.contentType)
            file_size = String(output.byteCount)
            seed = String(output.seed)
            width = output.size.width
            height = output.size.height
            readability = report?.reading?.readability
            read_as = report?.reading?.readAs
            reads_as_another_word = report?.reading?.anotherWord
            letters = report?.reading?.letters
            recipe = report?.receipt
        }
    }

    /// A draft of a ladder's sheet.
    struct Cell: Encodable {
        let control_scale: Double
        let control_start: Double
        let seed: String
        let readability: Double?
        let read_as: String?
        /// The body of a request that draws it in full.
        let request: [String: SentValue]
    }

    enum CodingKeys: CodingKey {
        case status, error, request_id, output, images, seed, prompt, timings, metrics, warnings, attempts, cells,
            replay
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
        try container.encodeIfPresent(attempts, forKey: .attempts)
        try container.encodeIfPresent(cells, forKey: .cells)
        try container.encodeIfPresent(replay, forKey: .replay)
    }
}

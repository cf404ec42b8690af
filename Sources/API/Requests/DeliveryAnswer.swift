internal import Domain

/// `GET /v2/requests/{id}/webhook`.
struct DeliveryAnswer: Encodable {
    let id: String
    let url: String
    /// `waiting` while the request has not ended, then `due`, `delivered` or `given_up`.
    let state: String
    let next_attempt_at: String?
    let attempts: [Attempt]

    struct Attempt: Encodable {
        let number: Int
        let at: String
        let status: Int?
        let error: String?
    }

    init(_ log: DeliveryLog) {
        id = log.id.text
        url = log.url
        var next: Timestamp?
        switch log.state {
        case nil: state = "waiting"
        case .due(let time):
            state = "due"
            next = time
        case .delivered: state = "delivered"
        case .givenUp: state = "given_up"
        }
        next_attempt_at = next?.iso8601
        attempts = log.attempts.map { attempt in
            switch attempt.result {
            case .status(let status):
                Attempt(number: attempt.number, at: attempt.at.iso8601, status: status, error: nil)
            case .error(let error):
                Attempt(number: attempt.number, at: attempt.at.iso8601, status: nil, error: error)
            }
        }
    }
}

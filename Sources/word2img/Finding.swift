/// One thing that the doctor looked at.
struct Finding: Encodable, Equatable {
    enum Status: String, Encodable {
        case ok
        /// It works, but not as well as it could.
        case warning
        /// Nothing can be generated without it.
        case missing
    }

    let subject: String
    let status: Status
    let detail: String
    /// What to do about it; nil if it is fine.
    let advice: String?

    init(_ subject: String, _ status: Status, _ detail: String, advice: String? = nil) {
        self.subject = subject
        self.status = status
        self.detail = detail
        self.advice = advice
    }
}

extension Finding: CustomStringConvertible {
    var description: String {
        let mark =
            switch status {
            case .ok: "ok     "
            case .warning: "warning"
            case .missing: "MISSING"
            }
        let name = subject + String(repeating: " ", count: max(0, 9 - subject.count))
        return "\(mark)  \(name)  \(detail)" + (advice.map { "\n                    → \($0)" } ?? "")
    }
}

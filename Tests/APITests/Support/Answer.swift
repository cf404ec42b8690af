import Foundation
import NIOHTTP1

struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    /// Empty for what is no JSON object.
    var json: [String: Any] { (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:] }

    var text: String { String(decoding: body, as: UTF8.self) }
    var error: String { json["error"] as? String ?? "" }
    var code: String { json["code"] as? String ?? "" }
    var id: String { json["request_id"] as? String ?? "" }

    subscript(name: String) -> String? { headers.first(name: name) }
}

extension [UInt8] {
    var base64: String { Data(self).base64EncodedString() }
}

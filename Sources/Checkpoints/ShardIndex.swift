/// `*.safetensors.index.json`: which file has which tensor.
struct ShardIndex {
    static let fileLimit = 256

    /// From a tensor's key to the name of a file in the index's folder.
    let weightMap: [String: String]

    var fileNames: [String] { Set(weightMap.values).sorted() }

    init(path: String) throws(WeightError) {
        let members = try JSONValue.members(ofFile: path, limit: 4 << 20)
        guard let map = members["weight_map"]?.object else {
            throw .malformed(path: path, fault: "it has no weight_map")
        }
        var weightMap: [String: String] = [:]
        for (key, value) in map {
            guard let name = value.string, name.hasSuffix(".safetensors"), !name.contains("/"), !name.contains("\0")
            else {
                throw .malformed(
                    path: path,
                    fault: "weight_map has \(quoted(key)) in \(value), which is no safetensors file beside it")
            }
            weightMap[key] = name
        }
        self.weightMap = weightMap
        guard (1...Self.fileLimit).contains(fileNames.count) else {
            throw .malformed(path: path, fault: "weight_map names \(fileNames.count) files, not 1 to \(Self.fileLimit)")
        }
    }
}

import Synchronization
import Tensors

/// One component's weights: one file, or several by way of an index file.
///
///     let checkpoint = try folder.checkpoint(.unet)
///     let unet = try UNet<CPUTensor<BFloat16>>(checkpoint.weights, folder.unet)
///     try checkpoint.finish()                              // every key was used, and used once
public final class Checkpoint: Sendable {
    /// The file, or the index.
    public let path: String
    let files: [SafetensorsFile]
    /// By canonical key.
    let places: [String: Place]
    /// How often each canonical key was read.
    private let reads = Mutex<[String: Int]>([:])

    /// Where a canonical key's array is.
    struct Place: Sendable {
        let file: Int
        let key: String
    }

    /// Opens and checks the files in `folder`; reads no value. ``WeightFiles`` has the names that are looked for.
    public init(component: Component, folder: String) throws(WeightError) {
        switch try WeightFiles.find(component, in: folder) {
        case .single(let path):
            self.path = path
            files = [try SafetensorsFile(path: path)]
        case .sharded(let index):
            path = index
            files = try Self.shards(ShardIndex(path: index), index: index, folder: folder)
        }
        places = try Self.places(files, component, path)
    }

    private static func shards(
        _ index: ShardIndex, index path: String, folder: String
    ) throws(WeightError) -> [SafetensorsFile] {
        var files: [SafetensorsFile] = [], promised = index.weightMap
        for name in index.fileNames {
            let file = try SafetensorsFile(path: folder + "/" + name)
            for key in file.keys where promised.removeValue(forKey: key) != name {
                throw .malformed(
                    path: path, fault: "\(file.path) has \(quoted(key)), of which weight_map says otherwise")
            }
            files.append(file)
        }
        if let (key, name) = promised.min(by: { $0.key < $1.key }) {
            throw .missingKey(path: folder + "/" + name, key: key, expected: nil)
        }
        return files
    }

    private static func places(
        _ files: [SafetensorsFile], _ component: Component, _ path: String
    ) throws(WeightError) -> [String: Place] {
        var places: [String: Place] = [:]
        for (index, file) in files.enumerated() {
            for key in file.keys {
                guard let name = KeySpelling.canonical(key, in: component) else { continue }
                if let other = places.updateValue(Place(file: index, key: key), forKey: name) {
                    throw .sameWeight(path: path, keys: [other.key, key].sorted())
                }
            }
        }
        return places
    }

    public var weights: Weights { Weights(self) }
    /// The size of all files.
    public var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }

    /// nil if there is no such key.
    func array(_ key: String, _ shape: [Int]) throws(WeightError) -> HostArray? {
        guard let place = places[key] else { return nil }
        let file = files[place.file], array = try file.array(place.key)
        guard KeySpelling.isSame(array.shape, as: shape) else {
            throw .wrongShape(path: file.path, key: place.key, expected: shape, found: array.shape)
        }
        reads.withLock { $0[key, default: 0] += 1 }
        return array.reshaped(shape)
    }

    /// Lets go of the memory that reading took. Arrays stay valid; who reads them again reads the files again.
    public func release() {
        for file in files { file.release() }
    }

    /// Throws unless every key has been read exactly once. What was read is packed by now, so its memory goes.
    public func finish() throws(WeightError) {
        release()
        let reads = reads.withLock(\.self)
        let unused = places.filter { reads[$0.key] == nil }.map(\.value.key).sorted()
        let repeated = reads.filter { $0.value > 1 }.map(\.key).sorted()
        guard unused.isEmpty && repeated.isEmpty else {
            throw .leftOver(
                path: path, unused: Array(unused.prefix(10)), unusedCount: unused.count,
                repeated: Array(repeated.prefix(10)), repeatedCount: repeated.count)
        }
    }
}

extension ModelFolder {
    /// Tells models apart in a recipe: 64 hexadecimal digits that depend on everything that a picture depends on, and not on
    /// where the files are, how they are sharded, or which spelling their keys have.
    ///
    /// It is the SHA-256 of the configurations, the tokenizer, and every tensor's key, type, shape, first and last 1024 bytes:
    /// a few megabytes read of a few gigabytes. Training changes all of a tensor, so that is enough to know a model by; it is no
    /// proof that nobody has changed a byte.
    ///
    /// Throws what ``checkpoint(_:)`` throws.
    public func fingerprint() throws(WeightError) -> String {
        var hash = SHA256()
        for component in Component.allCases {
            guard let folder = folder(component) else { continue }
            hash.field(component.rawValue)
            hash.field(try MappedFile.contents(folder + "/config.json", limit: ConfigurationFile.sizeLimit))
            try checkpoint(component).identify(&hash)
        }
        hash.field("scheduler")
        hash.field(
            try MappedFile.contents(path + "/scheduler/scheduler_config.json", limit: ConfigurationFile.sizeLimit))
        let present = Set(try WeightFiles.names(in: tokenizerFolder))
        for name in ["merges.txt", "tokenizer.json", "vocab.json"] where present.contains(name) {
            hash.field(name)
            hash.field(try MappedFile.contents(tokenizerFolder + "/" + name, limit: 64 << 20))
        }
        return hash.hexadecimal()
    }
}

extension Checkpoint {
    /// Every canonical key in order, and what its tensor is.
    fileprivate func identify(_ hash: inout SHA256) throws(WeightError) {
        for (key, place) in places.sorted(by: { $0.key < $1.key }) {
            let file = files[place.file]
            guard let entry = file.header.entries[place.key] else { continue }
            hash.field(key)
            hash.field(entry.dataType.rawValue)
            hash.field(KeySpelling.canonical(entry.shape).description)
            for bytes in try file.ends(place.key, count: 1024) { hash.field(bytes) }
        }
    }
}

extension SHA256 {
    /// A field with its length before it, so that no two lists of fields are the same bytes.
    fileprivate mutating func field(_ bytes: [UInt8]) {
        update(withUnsafeBytes(of: UInt64(bytes.count).littleEndian, Array.init))
        update(bytes)
    }

    fileprivate mutating func field(_ text: String) { field(Array(text.utf8)) }
}

/// The one table of the spellings that a weight's key and shape have had, so that nothing else knows of them.
///
/// Canonical are the keys that diffusers and transformers save today, in their 0.42 and 5.23.
///
/// | component     | also read                                           | canonical                                   |
/// |---------------|-----------------------------------------------------|---------------------------------------------|
/// | text encoder  | `text_model.` + key, as transformers saved up to 4  | key                                         |
/// | VAE attention | `query`, `key`, `value`, `proj_attn`                | `to_q`, `to_k`, `to_v`, `to_out.0`          |
/// | any           | `[cout, cin]` for `[cout, cin, 1, 1]`, or the other way | what the model asks for                 |
///
/// Skipped, as transformers' `CLIPTextModel` skips them: the text encoder's `position_ids` (always 0, 1, 2, ...), and what a
/// whole CLIP model has besides it, `text_projection.weight` and `logit_scale`.
enum KeySpelling {
    /// The canonical key; nil for one that is known and not needed.
    static func canonical(_ key: String, in component: Component) -> String? {
        switch component {
        case .textEncoder:
            let name = key.hasPrefix("text_model.") ? String(key.dropFirst("text_model.".count)) : key
            return skipped.contains(name) ? nil : name
        case .vae: return canonicalAttention(key)
        case .unet, .controlNet: return key
        }
    }

    private static let skipped: Set<String> = ["embeddings.position_ids", "text_projection.weight", "logit_scale"]

    /// `encoder.mid_block.attentions.0.query.weight` → `encoder.mid_block.attentions.0.to_q.weight`.
    private static func canonicalAttention(_ key: String) -> String {
        var parts = key.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 4, parts[parts.count - 4] == "attentions",
            let name = attentionNames[String(parts[parts.count - 2])]
        else { return key }
        parts[parts.count - 2] = Substring(name)
        return parts.joined(separator: ".")
    }

    private static let attentionNames = ["query": "to_q", "key": "to_k", "value": "to_v", "proj_attn": "to_out.0"]

    /// One shape for a matrix and a 1 x 1 convolution.
    static func canonical(_ shape: [Int]) -> [Int] {
        shape.count == 4 && shape.suffix(2) == [1, 1] ? Array(shape.prefix(2)) : shape
    }

    /// Whether values stored under the shape `found` are those of the shape `expected`.
    static func isSame(_ found: [Int], as expected: [Int]) -> Bool {
        canonical(found) == canonical(expected)
    }
}

/// Which token has which role.
struct TokenNames: Decodable {
    private let bos, eos, unk, pad: TokenField?

    init() { (bos, eos, unk, pad) = (nil, nil, nil, nil) }

    private init(bos: TokenField?, eos: TokenField?, unk: TokenField?, pad: TokenField?) {
        (self.bos, self.eos, self.unk, self.pad) = (bos, eos, unk, pad)
    }

    var start: TokenField { bos ?? TokenField("<|startoftext|>") }
    var end: TokenField { eos ?? TokenField("<|endoftext|>") }
    var unknown: TokenField { unk ?? TokenField("<|endoftext|>") }
    var padding: TokenField { pad ?? TokenField("<|endoftext|>") }

    func overridden(by other: TokenNames) -> TokenNames {
        TokenNames(bos: other.bos ?? bos, eos: other.eos ?? eos, unk: other.unk ?? unk, pad: other.pad ?? pad)
    }

    enum CodingKeys: String, CodingKey {
        case bos = "bos_token"
        case eos = "eos_token"
        case unk = "unk_token"
        case pad = "pad_token"
    }
}

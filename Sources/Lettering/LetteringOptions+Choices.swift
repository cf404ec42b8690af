extension LetteringOptions {
    /// Which letters are capitals.
    public enum Case: String, Sendable, CaseIterable {
        case asTyped = "as_typed"
        case upper, lower
        /// The first of each word.
        case title
    }

    /// Where the shorter lines of a text are. In ``Layout/vertical`` columns, left is the top and right the bottom.
    public enum Alignment: String, Sendable, CaseIterable {
        case left, centre, right
    }

    /// The way that lines run.
    public enum Layout: String, Sendable, CaseIterable {
        case straight
        /// Along the upper part of a circle, the flatter the shorter the text; lines below each other share the centre.
        case arc
        /// Round a circle, from its bottom over its top. What is too short for that has its middle at the top.
        case circle
        /// Up and down once.
        case wave
        /// One line a word, unless the text has line breaks; each as wide as the frame.
        case stacked
        /// Upright letters below each other, a column a line. Scripts whose letters hang together are turned by a quarter,
        /// clockwise. Columns follow each other as their script wants it: those of Chinese, Japanese, Korean and of what is
        /// written from right to left begin at the right.
        case vertical
    }

    /// Which of letters and ground is dark. White on black is the default: models tend to follow a stencil's brightness, and
    /// what is bright is what one reads first.
    public enum Polarity: String, Sendable, CaseIterable {
        case darkOnLight = "dark_on_light"
        case lightOnDark = "light_on_dark"
        case darkOnGrey = "dark_on_grey"
        case lightOnGrey = "light_on_grey"

        /// 0 is black.
        public var letters: UInt8 { self == .lightOnDark || self == .lightOnGrey ? 255 : 0 }

        public var ground: UInt8 {
            switch self {
            case .darkOnLight: 255
            case .lightOnDark: 0
            case .darkOnGrey, .lightOnGrey: 128
            }
        }

        /// The ground, covered by letters as far as 255.
        func grey(_ coverage: UInt8) -> UInt8 {
            let ground = Int(ground), sum = 255 * ground + (Int(letters) - ground) * Int(coverage)
            return UInt8((2 * sum + 255) / 510)
        }
    }
}

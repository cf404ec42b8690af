public import Tensors

/// What a network knows about a job before its first step: everything that depends on the text and the timesteps alone.
/// Modules put their part in by their path in the checkpoint and find it there at every step.
public struct Conditioning<T: Tensor>: Sendable {
    /// The activated embedding of each step's timestep, `[steps, c]`.
    let time: T
    /// The text's embedding, `[n, tokens, c]`.
    let text: T
    /// By ResBlock: the projected time of each step, `[steps, cout]`.
    var times: [String: T] = [:]
    /// By cross-attention: keys and values, `[n, tokens, c]`.
    var texts: [String: (keys: T, values: T)] = [:]

    /// Self-attention over many tokens attends to every such pixel each way (``GenerationOptions/tokenDownsampling``).
    package var tokenDownsampling = 1

    /// `time`: the embedding before its activation.
    package init(time: T, text: T) {
        self.time = time.activated(.silu)
        self.text = text
    }

    /// The conditioning of one step, which all entries of a batch share.
    package subscript(step: Int) -> Step { self[step..<step + 1] }

    /// The conditioning of a batch whose entries are at different steps. Traps unless it was prepared for them.
    package subscript(steps: Range<Int>) -> Step {
        precondition(steps.lowerBound >= 0 && steps.upperBound <= time.shape.batch, "\(steps) of \(time.shape.batch)")
        return Step(conditioning: self, steps: steps)
    }

    /// A step's view of it.
    package struct Step: Sendable {
        let conditioning: Conditioning
        let steps: Range<Int>

        func time(_ path: String) -> T {
            guard let all = conditioning.times[path] else { preconditionFailure("\(path) wasn't prepared") }
            return all.batch(steps)
        }

        /// What tokens `[n, height * width, c]` attend to: all of them, or where they are many those of a smaller image (nearest
        /// neighbours: token downsampling, arXiv 2402.13573).
        func seen(_ tokens: T, height: Int, width: Int) -> T {
            let factor = conditioning.tokenDownsampling
            guard factor > 1, height * width > Self.manyTokens else { return tokens }
            let n = tokens.shape.batch, c = tokens.shape.channels
            let few = tokens.reshaped([n, height, width, c])
                .resized(height: (height + factor - 1) / factor, width: (width + factor - 1) / factor)
            return few.reshaped([n, few.shape[1] * few.shape[2], c])
        }

        /// Up to as many, attention takes little of a step.
        private static var manyTokens: Int { 2_048 }

        func text(_ path: String) -> (keys: T, values: T) {
            guard let text = conditioning.texts[path] else { preconditionFailure("\(path) wasn't prepared") }
            return text
        }
    }
}

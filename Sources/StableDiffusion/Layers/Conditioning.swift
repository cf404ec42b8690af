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

    /// `time`: the embedding before its activation.
    package init(time: T, text: T) {
        self.time = time.activated(.silu)
        self.text = text
    }

    /// The conditioning of one step. Traps unless `index` is one of the steps it was prepared for.
    package subscript(index: Int) -> Step {
        precondition((0..<time.shape.batch).contains(index), "step \(index) of \(time.shape.batch)")
        return Step(conditioning: self, index: index)
    }

    /// A step's view of it.
    package struct Step: Sendable {
        let conditioning: Conditioning
        let index: Int

        func time(_ path: String) -> T {
            guard let steps = conditioning.times[path] else { preconditionFailure("\(path) wasn't prepared") }
            return steps.batch(index..<index + 1)
        }

        func text(_ path: String) -> (keys: T, values: T) {
            guard let text = conditioning.texts[path] else { preconditionFailure("\(path) wasn't prepared") }
            return text
        }
    }
}

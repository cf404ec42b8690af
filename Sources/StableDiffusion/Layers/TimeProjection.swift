package import Checkpoints
package import Tensors

/// A ResBlock's `time_emb_proj`: from the embedding of a timestep to the vector that is added to every pixel. Computed for
/// all steps at once, when a job is prepared.
package struct TimeProjection<T: Tensor>: Sendable {
    let path: String
    let linear: Linear<T>

    package init(_ w: Weights, _ timeChannels: Int, _ cout: Int) throws(WeightError) {
        path = w.path
        linear = try Linear(w, timeChannels, cout)
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        conditioning.times[path] = linear(conditioning.time)  // [steps, cout]
    }

    /// `[1, cout]`.
    package func callAsFunction(at now: Conditioning<T>.Step) -> T {
        now.time(path)
    }
}

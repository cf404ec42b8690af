public import Checkpoints
public import Tensors

/// transformers' `CLIPTextModel`: from token ids to its last hidden state.
public struct CLIPTextEncoder<T: Tensor>: Sendable {
    let tokenEmbedding, positionEmbedding: T.Weight
    let layers: [CLIPLayer<T>]
    let finalLayerNorm: LayerNorm<T>

    public init(_ w: Weights, _ configuration: CLIPTextConfiguration) throws(WeightError) {
        let channels = configuration.hiddenSize, embeddings = w.embeddings
        tokenEmbedding = T.pack(
            .embedding, try embeddings.token_embedding.array("weight", [configuration.vocabSize, channels]), bias: nil)
        positionEmbedding = T.pack(
            .embedding,
            try embeddings.position_embedding.array("weight", [configuration.maxPositionEmbeddings, channels]),
            bias: nil)
        var layers: [CLIPLayer<T>] = []
        for index in 0..<configuration.numHiddenLayers {
            layers.append(try CLIPLayer(w.encoder.layers[index], configuration))
        }
        self.layers = layers
        finalLayerNorm = try LayerNorm(w.final_layer_norm, channels, epsilon: Float(configuration.layerNormEps))
    }

    /// Ids of `n` texts, 77 each → `[n, 77, c]`.
    public func callAsFunction(_ ids: [[Int]]) -> T {
        let embedded = T.embedding(ids, table: tokenEmbedding, positions: positionEmbedding)
        return finalLayerNorm(layers.reduce(embedded) { h, layer in layer(h) })
    }
}

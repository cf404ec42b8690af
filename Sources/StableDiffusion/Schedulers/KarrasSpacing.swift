import Foundation

/// Noise levels spaced as Karras et al. 2022, "Elucidating the Design Space of Diffusion-Based Generative Models",
/// arXiv 2206.00364, formula (5) with ρ = 7, and the training timesteps next to them, which may repeat.
struct KarrasSpacing {
    let ratios: [Float]
    let timesteps: [Int]

    /// `trained`: σ_t / α_t for each training timestep, rising.
    init(_ trained: [Float], steps: Int) {
        let rho = 7.0
        let least = pow(Double(trained[0]), 1 / rho), most = pow(Double(trained[trained.count - 1]), 1 / rho)
        let part = 1 / Double(max(steps - 1, 1))
        let levels = (0..<steps).map { index in
            let ramp = steps > 1 && index == steps - 1 ? 1 : Double(index) * part
            return pow(most + ramp * (least - most), rho)
        }
        let logarithms = trained.map { Double(log($0)) }
        ratios = levels.map { Float($0) }
        timesteps = levels.map { Self.timestep(log($0), logarithms) }
    }

    /// Where `level` lies among the logarithms of the trained levels, rounded.
    private static func timestep(_ level: Double, _ logarithms: [Double]) -> Int {
        guard let above = logarithms.firstIndex(where: { $0 > level }) else { return logarithms.count - 1 }
        guard above > 0 else { return 0 }
        let low = above - 1
        let weight = (logarithms[low] - level) / (logarithms[low] - logarithms[above])
        return Int(((1 - weight) * Double(low) + weight * Double(above)).rounded(.toNearestOrEven))
    }
}

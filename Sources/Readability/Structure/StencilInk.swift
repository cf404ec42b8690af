/// A stencil's lettering: ink on ground, whichever of them is dark.
struct StencilInk {
    let mask: Mask

    /// The border's brightness is the ground's. nil for one brightness all over.
    init?(_ grey: Plane) {
        guard let lowest = grey.values.min(), let highest = grey.values.max(), highest - lowest > 0.1 else {
            return nil
        }
        let threshold = grey.otsuThreshold
        let light = grey.above(threshold)
        var border = 0, lightBorder = 0
        for y in 0..<grey.height {
            let isEdge = y == 0 || y == grey.height - 1
            for x in stride(from: 0, to: grey.width, by: isEdge ? 1 : max(grey.width - 1, 1)) {
                border += 1
                lightBorder += light.bits[y * grey.width + x] ? 1 : 0
            }
        }
        mask = 2 * lightBorder > border ? light.inverted : light
    }
}

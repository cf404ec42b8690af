import StableDiffusion
import Testing

@Suite struct ControlOptionsTests {
    /// StableDiffusionControlNetPipeline's `1.0 - float(i / n < start or (i + 1) / n > end)` at 25 steps.
    @Test(arguments: [
        (0.0, 1.0, 0..<25), (0.19, 1.0, 5..<25), (0.2, 1.0, 5..<25), (0.01, 0.5, 1..<12), (0.3, 0.8, 8..<20),
    ])
    func window(start: Double, end: Double, running: Range<Int>) {
        var control = ControlOptions(picture: [])
        control.scale = 1.8
        control.start = start
        control.end = end
        for index in 0..<25 {
            #expect(control.strength(step: index, of: 25) == (running.contains(index) ? 1.8 : 0))
        }
    }
}

import Tensors
import Testing

@Suite struct ShapeTests {
    @Test func namesItsAxes() {
        let image: Shape = [2, 5, 7, 3]
        #expect(image.rank == 4 && image.count == 210)
        #expect(image.batch == 2 && image.positions == 35 && image.channels == 3)
        #expect(image.with(batch: 4) == [4, 5, 7, 3])
        #expect(image.with(channels: 8) == [2, 5, 7, 8])
        #expect(image.description == "[2, 5, 7, 3]")
    }

    @Test func aVectorHasOnePosition() {
        let vector: Shape = [2, 1280]
        #expect(vector.positions == 1 && vector.channels == 1280)
    }
}

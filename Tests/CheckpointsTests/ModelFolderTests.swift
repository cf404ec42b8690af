import Checkpoints
import Testing

struct ModelFolderTests {
    @Test(arguments: ["tiny", "tiny-embedded"])
    func readsWhatDiffusersSaved(_ name: String) throws {
        let folder = try ModelFolder(path: goldenFolder + name)
        #expect(folder.controlNet != nil)
        for component in Component.allCases { _ = try folder.checkpoint(component) }
    }
}

internal import ArgumentParser
internal import Domain

struct Word2img: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "word2img",
        abstract: "Draws a word in any material: Stable Diffusion with a ControlNet, on your own machine.",
        version: Version.current,
        subcommands: [
            GenerateCommand.self, LadderCommand.self, PackCommand.self, ReplayCommand.self, PresetsCommand.self,
            StencilCommand.self, FontsCommand.self, ReadCommand.self, CheckCommand.self, ServeCommand.self,
            KeysCommand.self, DoctorCommand.self, BenchCommand.self, BackupCommand.self, RestoreCommand.self,
            WorkCommand.self, DecodeCommand.self,
        ])
}

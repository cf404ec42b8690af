"""`python -m learning STAGE`: see Training/README.md."""

import argparse
import importlib

from learning import configuration

STAGES = {
    "restore": "restore",
    "tokenizer": "build_tokenizer",
    "draw": "draw",
    "vae": "train_vae",
    "widen": "widen",
    "latents": "encode_latents",
    "text": "train_text",
    "words": "train_words",
    "diffusion": "train_diffusion",
    "mix": "mix",
    "sample": "sample",
    "export": "export",
    "evaluate": "evaluate",
}
TIMED = {"draw", "vae", "latents", "text", "words", "diffusion"}


def main():
    parser = argparse.ArgumentParser(prog="Training/train", description="Trains the embedded model, stage by stage.")
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--config", help="a TOML file; what it does not say comes from Training/config.toml")
    parser.add_argument("--minutes", type=float, default=60, help=f"how long: {', '.join(sorted(TIMED))}; default 60")
    arguments = parser.parse_args()
    config = configuration.load(arguments.config)
    stage = importlib.import_module(f"learning.{STAGES[arguments.stage]}")
    if arguments.stage in TIMED:
        stage.run(config, arguments.minutes)
    else:
        stage.run(config)


if __name__ == "__main__":
    main()

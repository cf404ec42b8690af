"""The configuration of all stages: Training/config.toml, and what another file says otherwise."""

import os
import tomllib
from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent
DEFAULT = TRAINING / "config.toml"


def load(path=None):
    """The sections of the default file, overlaid with those of `path`; folders become absolute paths."""
    config = tomllib.loads(DEFAULT.read_text())
    if path is not None:
        for section, values in tomllib.loads(Path(path).read_text()).items():
            unknown = values.keys() - config.get(section, {}).keys()
            if unknown:
                raise SystemExit(f"{path}: [{section}] has unknown keys: {', '.join(sorted(unknown))}")
            config[section] = config[section] | values
    data = Path(os.environ.get("WORD2IMG_TRAINING_DATA", TRAINING / "data"))
    config["folders"] = {name: data / folder for name, folder in config["folders"].items()}
    return config

"""Stage `mix`: UNet and ControlNet between those of two checkpoints, one of which was trained on from the other.

A short training on few materials gains on these and forgets others; between the two weights there often are some that
have both (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482). The text encoder is the later one.
"""

from safetensors.torch import load_file, save_file


def run(config):
    folders, share = config["folders"], config["mix"]["share"]
    mixed = between(*(load_file(averaged(folders[name])) for name in ("former", "checkpoints")), share)
    folders["mixed"].mkdir(parents=True, exist_ok=True)
    for name in ("raw", "average"):
        save_file(mixed, folders["mixed"] / f"{name}.safetensors")
    print(f"{folders['mixed']}: {share:.0%} of {folders['checkpoints']}, the rest of {folders['former']}")


def averaged(folder):
    path = folder / "average.safetensors"
    if not path.exists():
        raise SystemExit(f"no checkpoint in {folder}: mix takes one that was trained and one from before that")
    return path


def between(former, later, share):
    """Weights by name, `share` of the way from the former to the later ones; the text encoder's are the later ones."""
    return {
        key: value if key.startswith("text_encoder.") else former[key].lerp(value, share)
        for key, value in later.items()
    }

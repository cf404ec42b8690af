import pytest
import torch
from learning import mix
from safetensors.torch import load_file, save_file


def checkpoint(folder, value):
    folder.mkdir()
    names = ("text_encoder.embedding", "unet.conv_in.weight", "controlnet.conv_in.weight")
    save_file({name: torch.full((2, 3), value) for name in names}, folder / "average.safetensors")
    return folder


def config(folder, share):
    names = {"checkpoints": "later", "former": "former", "mixed": "mixed"}
    return {"folders": {name: folder / place for name, place in names.items()}, "mix": {"share": share}}


def test_networks_are_between_and_the_text_encoder_is_the_later_one(tmp_path):
    checkpoint(tmp_path / "former", 1.0)
    checkpoint(tmp_path / "later", 5.0)
    mix.run(config(tmp_path, 0.25))
    for name in ("raw", "average"):
        mixed = load_file(tmp_path / "mixed" / f"{name}.safetensors")
        assert {key: value.unique().tolist() for key, value in mixed.items()} == {
            "text_encoder.embedding": [5.0],
            "unet.conv_in.weight": [2.0],
            "controlnet.conv_in.weight": [2.0],
        }


def test_a_missing_checkpoint_is_named(tmp_path):
    checkpoint(tmp_path / "later", 5.0)
    with pytest.raises(SystemExit, match=f"no checkpoint in {tmp_path / 'former'}"):
        mix.run(config(tmp_path, 0.5))
    assert not (tmp_path / "mixed").exists()

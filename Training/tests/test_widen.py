import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL
from learning import widen
from learning.networks import make_vae
from learning.shards import Shard
from learning.widen import widen_networks
from safetensors.torch import load_file, save_file


def config(folder, latent_channels):
    return {
        "folders": {name: folder / name for name in ("vae", "checkpoints", "teacher", "shards")},
        "vae": {"latent_channels": latent_channels, "channels": [12, 48, 96, 128], "groups": 4},
        "draw": {"held_out": 8},
    }


def networks():
    """Weights of networks with four latent channels, those that widening changes and another."""
    return {
        "unet.conv_in.weight": torch.randn(8, 4, 3, 3),
        "unet.conv_out.weight": torch.randn(4, 8, 3, 3),
        "unet.conv_out.bias": torch.randn(4),
        "controlnet.conv_in.weight": torch.randn(8, 4, 3, 3),
        "unet.conv_norm_out.bias": torch.randn(8),
    }


def test_widened_networks_do_as_before_without_the_new_channels():
    torch.manual_seed(0)
    weights = networks()
    wide = widen_networks(weights, 6)
    assert wide["unet.conv_in.weight"].shape == (8, 6, 3, 3)
    assert wide["unet.conv_out.weight"].shape == (6, 8, 3, 3)
    for name, old in weights.items():
        first = tuple(slice(size) for size in old.shape)
        assert torch.equal(wide[name][first], old)
    assert not wide["controlnet.conv_in.weight"][:, 4:].any()
    assert not wide["unet.conv_out.bias"][4:].any()
    assert 0.1 < wide["unet.conv_in.weight"][:, 4:].std() / weights["unet.conv_in.weight"].std() < 0.5


def trained(folder):
    """An autoencoder of four latent channels, networks and drawings in the folder; the networks' weights."""
    torch.manual_seed(0)
    make_vae(config(folder, 4)).save_pretrained(folder / "vae")
    weights = networks()
    (folder / "checkpoints").mkdir()
    for name in ("raw", "average"):
        save_file(weights, folder / "checkpoints" / f"{name}.safetensors")
    pictures = np.random.default_rng(0).integers(0, 256, (2, 256, 256, 3), dtype=np.uint8)
    Shard(folder / "shards", 0).write(pictures, pictures[..., 0], [])
    return weights


def test_all_is_widened_and_the_networks_as_they_were_become_a_teacher(tmp_path):
    weights = trained(tmp_path)
    widen.run(config(tmp_path, 6))
    assert AutoencoderKL.from_pretrained(tmp_path / "vae").config.latent_channels == 6
    for name in ("raw", "average"):
        wide = load_file(tmp_path / "checkpoints" / f"{name}.safetensors")
        assert wide["unet.conv_in.weight"].shape[1] == 6 and wide["unet.conv_out.weight"].shape[0] == 6
        kept = load_file(tmp_path / "teacher" / f"{name}.safetensors")
        assert all(torch.equal(kept[key], value) for key, value in weights.items())
    with pytest.raises(SystemExit, match="has 6 latent channels already"):
        widen.run(config(tmp_path, 6))


def test_after_a_cut_before_its_end_it_may_be_run_again(tmp_path):
    weights = trained(tmp_path)
    narrow = AutoencoderKL.from_pretrained(tmp_path / "vae")
    widen.run(config(tmp_path, 6))
    wide = load_file(tmp_path / "checkpoints" / "raw.safetensors")
    narrow.save_pretrained(tmp_path / "vae")  # as if the autoencoder had not been written yet
    widen.run(config(tmp_path, 6))
    assert AutoencoderKL.from_pretrained(tmp_path / "vae").config.latent_channels == 6
    assert all(torch.equal(load_file(tmp_path / "checkpoints" / "raw.safetensors")[key], wide[key]) for key in wide)
    assert torch.equal(
        load_file(tmp_path / "teacher" / "raw.safetensors")["unet.conv_in.weight"], weights["unet.conv_in.weight"]
    )

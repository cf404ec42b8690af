"""The linear encoder's features and latents, and the networks that are widened."""

import torch
from learning.linear_encoder import CONSTANT, OFFSET, SPREAD, LinearEncoder, blocks_of, principal_components
from learning.linear_vae import standardise, widen_vae
from learning.networks import make_vae
from learning.widen import widen_networks

CONFIG = {"vae": {"latent_channels": 6, "channels": [12, 48, 96, 128], "groups": 4}}


def pictures(n=8, side=64):
    """Smooth ones in [-1, 1]: their blocks have few components that matter."""
    torch.manual_seed(0)
    coarse = torch.randn(n, 3, side // 8 + 3, side // 8 + 3)
    fine = torch.nn.functional.interpolate(coarse, scale_factor=8, mode="bicubic")[..., 12 : side + 12, 12 : side + 12]
    return (fine / 2).clamp(-1, 1)


def test_components_are_orthonormal_and_the_largest_come_first():
    vectors = torch.randn(500, 5) * torch.tensor([1.0, 4, 2, 0.5, 3]) + 7
    components = principal_components(vectors, 3)
    assert torch.allclose(components @ components.T, torch.eye(3), atol=1e-5)
    assert components.abs().argmax(1).tolist() == [1, 4, 2]


def test_features_are_the_components_of_the_blocks():
    shown = pictures()
    vae = make_vae(CONFIG).eval()
    blocks = blocks_of(shown)
    components = principal_components(blocks.flatten(0, 2), 10)
    signals = blocks @ components.T
    means, deviations = signals.mean((0, 1, 2)), signals.std((0, 1, 2))
    encoder = LinearEncoder(vae.encoder)
    encoder.write(components, means, deviations)
    features = encoder.features(shown)
    expected = torch.nn.functional.silu(SPREAD * (signals - means) / deviations + OFFSET)
    for index, place in enumerate(encoder.places):
        # the norm's deviation varies a little from picture to picture, with what the signals add to the constant
        assert (features[:, place] - expected[..., index]).abs().mean() < SPREAD / CONSTANT


def test_latents_are_fitted_to_what_is_wanted():
    shown = pictures()
    vae = make_vae(CONFIG).eval()
    components = principal_components(blocks_of(shown).flatten(0, 2), 10)
    signals = blocks_of(shown) @ components.T
    encoder = LinearEncoder(vae.encoder)
    encoder.write(components, signals.mean((0, 1, 2)), signals.std((0, 1, 2)))
    wanted = signals[..., :6].permute(0, 3, 1, 2)
    assert encoder.fit(encoder.features(shown), wanted).min() > 0.99
    latents = vae.encode(shown).latent_dist
    difference = latents.mean - wanted
    assert difference.std() < 0.1 * wanted.std()
    assert torch.allclose(latents.std, torch.tensor(0.05), atol=1e-4)


def test_a_widened_autoencoder_keeps_its_first_channels():
    shown = pictures()
    narrow, wide = (make_vae(CONFIG, n).eval() for n in (4, 6))
    # as a narrow one that was trained would, it has latents that are nearly linear in the pixels
    components = principal_components(blocks_of(shown).flatten(0, 2), 10)
    signals = blocks_of(shown) @ components.T
    encoder = LinearEncoder(narrow.encoder)
    encoder.write(components, signals.mean((0, 1, 2)), signals.std((0, 1, 2)))
    encoder.fit(encoder.features(shown), signals[..., :4].permute(0, 3, 1, 2))
    widen_vae(narrow, wide, shown)
    with torch.inference_mode():
        before, after = narrow.encode(shown).latent_dist.mean, wide.encode(shown).latent_dist.mean
        assert (after[:, :4] - before).std() < 0.2 * before.std()
        assert torch.allclose(after[:, 4:].std((0, 2, 3)), torch.ones(2), atol=0.2)
        without = torch.cat([before, torch.zeros_like(after[:, 4:])], 1)
        assert torch.allclose(wide.decode(without).sample, narrow.decode(before).sample, atol=1e-4)


def test_widened_networks_do_as_before_without_the_new_channels():
    torch.manual_seed(0)
    weights = {
        "unet.conv_in.weight": torch.randn(8, 4, 3, 3),
        "unet.conv_out.weight": torch.randn(4, 8, 3, 3),
        "unet.conv_out.bias": torch.randn(4),
        "controlnet.conv_in.weight": torch.randn(8, 4, 3, 3),
        "unet.conv_norm_out.bias": torch.randn(8),
    }
    wide = widen_networks(weights, 6)
    assert wide["unet.conv_in.weight"].shape == (8, 6, 3, 3)
    assert wide["unet.conv_out.weight"].shape == (6, 8, 3, 3)
    for name, old in weights.items():
        first = tuple(slice(size) for size in old.shape)
        assert torch.equal(wide[name][first], old)
    assert not wide["controlnet.conv_in.weight"][:, 4:].any()
    assert not wide["unet.conv_out.bias"][4:].any()
    assert 0.1 < wide["unet.conv_in.weight"][:, 4:].std() / weights["unet.conv_in.weight"].std() < 0.5

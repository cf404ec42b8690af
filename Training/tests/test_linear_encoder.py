"""The linear encoder's features and latents, and an autoencoder that is widened."""

import torch
from learning.linear_encoder import CONSTANT, OFFSET, SPREAD, LinearEncoder, blocks_of, principal_components
from learning.linear_vae import standardise, widen_vae
from learning.networks import make_vae

CONFIG = {"vae": {"latent_channels": 6, "channels": [12, 48, 96, 128], "groups": 4}}


def pictures(n=8, side=64):
    """Smooth ones in [-1, 1]: their blocks have few components that matter."""
    torch.manual_seed(0)
    coarse = torch.randn(n, 3, side // 8 + 3, side // 8 + 3)
    fine = torch.nn.functional.interpolate(coarse, scale_factor=8, mode="bicubic")[..., 12 : side + 12, 12 : side + 12]
    return (fine / 2).clamp(-1, 1)


def linear(vae, shown):
    """The linear encoder of 10 components in `vae`, and the components' signals [n, 10, h, w], their means and deviations."""
    blocks = blocks_of(shown)
    components = principal_components(blocks.flatten(0, 2), 10)
    signals = (blocks @ components.T).permute(0, 3, 1, 2)
    means, deviations = signals.mean((0, 2, 3)), signals.std((0, 2, 3))
    encoder = LinearEncoder(vae.encoder)
    encoder.write(components, means, deviations)
    return encoder, signals, means, deviations


def test_components_are_orthonormal_and_the_largest_come_first():
    vectors = torch.randn(500, 5) * torch.tensor([1.0, 4, 2, 0.5, 3]) + 7
    components = principal_components(vectors, 3)
    assert torch.allclose(components @ components.T, torch.eye(3), atol=1e-5)
    assert components.abs().argmax(1).tolist() == [1, 4, 2]


def test_features_are_the_components_of_the_blocks():
    shown = pictures()
    encoder, signals, means, deviations = linear(make_vae(CONFIG).eval(), shown)
    features = encoder.features(shown)
    standard = (signals - means[:, None, None]) / deviations[:, None, None]
    expected = torch.nn.functional.silu(SPREAD * standard + OFFSET)
    for index, place in enumerate(encoder.places):
        # the norm's deviation varies a little from picture to picture, with what the signals add to the constant
        assert (features[:, place] - expected[:, index]).abs().mean() < SPREAD / CONSTANT


def test_latents_are_fitted_to_what_is_wanted():
    shown = pictures()
    vae = make_vae(CONFIG).eval()
    encoder, signals, _, _ = linear(vae, shown)
    wanted = signals[:, :6]
    assert encoder.fit(encoder.features(shown), wanted).min() > 0.99
    latents = vae.encode(shown).latent_dist
    assert (latents.mean - wanted).std() < 0.1 * wanted.std()
    assert torch.allclose(latents.std, torch.tensor(0.05), atol=1e-4)


def test_standardised_latents_mean_the_same_to_the_decoder():
    shown = pictures()
    vae = make_vae(CONFIG).eval()
    encoder, signals, _, _ = linear(vae, shown)
    encoder.fit(encoder.features(shown), 3 * signals[:, :6] + 1)
    with torch.inference_mode():
        before = vae.encode(shown).latent_dist.mean
        read = vae.decoder.conv_in(before)
        standardise(vae, before)
        after = vae.encode(shown).latent_dist.mean
        assert torch.allclose(after.mean((0, 2, 3)), torch.zeros(6), atol=1e-3)
        assert torch.allclose(after.std((0, 2, 3)), torch.ones(6), atol=1e-3)
        difference = (vae.decoder.conv_in(after) - read)[..., 1:-1, 1:-1]  # at the border, padding means another thing
        assert difference.abs().max() < 1e-3 * read.abs().max()


def test_a_widened_autoencoder_keeps_its_first_channels():
    shown = pictures()
    narrow, wide = (make_vae(CONFIG, n).eval() for n in (4, 6))
    # as a narrow one that was trained would, it has latents that are nearly linear in the pixels
    encoder, signals, _, _ = linear(narrow, shown)
    encoder.fit(encoder.features(shown), signals[:, :4])
    widen_vae(narrow, wide, shown)
    with torch.inference_mode():
        before, after = narrow.encode(shown).latent_dist.mean, wide.encode(shown).latent_dist.mean
        assert (after[:, :4] - before).std() < 0.2 * before.std()
        assert torch.allclose(after[:, 4:].std((0, 2, 3)), torch.ones(2), atol=0.2)
        without = torch.cat([before, torch.zeros_like(after[:, 4:])], 1)
        assert torch.allclose(wide.decode(without).sample, narrow.decode(before).sample, atol=1e-4)

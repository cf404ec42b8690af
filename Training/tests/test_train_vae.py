import torch
from learning.train_vae import deviations, with_loose_details


def test_each_latent_gets_noise_of_its_own_strength_from_none_to_the_largest():
    torch.manual_seed(0)
    latents = torch.zeros(4000, 2, 3, 3)
    strengths = deviations(latents, 0.25)
    assert strengths.shape == (4000, 1, 1, 1)
    assert 0 <= strengths.min() < 0.01 and 0.24 < strengths.max() <= 0.25
    assert abs(strengths.mean() - 0.125) < 0.005

    noise = strengths * torch.randn_like(latents)
    quiet, loud = noise[strengths.flatten() < 0.05], noise[strengths.flatten() > 0.2]
    assert loud.std() > 5 * quiet.std()


def test_loose_details_are_as_strong_as_before_but_less_alike_and_the_rest_stays():
    torch.manual_seed(0)
    wave = torch.sin(torch.arange(32.0) * 2).expand(32, 32)
    latents = torch.stack([wave, 2 * wave, 3 * wave, 4 * wave]).repeat(400, 1, 1, 1)
    mixed = with_loose_details(latents, 0.5)

    assert torch.equal(mixed[:, :2], latents[:, :2])
    alike = torch.cosine_similarity(mixed[:, 2].flatten(1), latents[:, 2].flatten(1))
    assert 0.4 < (alike > 0.9999).float().mean() < 0.6
    assert alike.min() < 0.2
    assert abs(mixed[:, 3].square().mean() / latents[:, 3].square().mean() - 1) < 0.02
    assert torch.allclose(with_loose_details(latents, 0.0), latents, atol=1e-6)

import torch
from learning.train_vae import deviations


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

"""What the UNet is shown and asked for in training.

Stable Diffusion's plain recipe (noise at a random timestep, the noise asked for) with what makes the defaults of
generation work: guidance needs texts dropped; a stencil that sets in after the first steps needs samples without
one at the noisiest timesteps, and noisy pictures of another layout that the UNet has to repair.
"""

from dataclasses import dataclass
from functools import cache

import torch
import torch.nn.functional as F

FREE_FROM = 790  # noisier timesteps often run without the stencil: generation starts it at 0.19 of the steps
FREE, FREE_WHEN_NOISY = 0.10, 0.45  # shares of samples without the stencil
MIXED_FROM, MIXED_TO, MIXED = 450, 880, 0.3  # timesteps and share of samples that begin from another layout
# The error of the noise is small where there is much noise, which is where layout and colours are decided: there the
# weight is the velocity's (Salimans and Ho 2022), 1 / alphas_cumprod, up to this.
LARGEST_WEIGHT = 20.0
SCALE_RANGES = ((0.80, 0.8, 2.2), (0.12, 2.2, 4.0), (0.08, 0.25, 0.8))  # share, least, most of control_scale


@dataclass
class NoisySamples:
    """One batch as the networks see it: latents and target [n, c, h, w], the others [n]."""

    latents: torch.Tensor
    target: torch.Tensor
    timesteps: torch.Tensor
    control_scale: torch.Tensor
    weight: torch.Tensor


def add_noise(latents, alphas_cumprod, min_snr):
    """Noisy samples of latents [n, c, h, w] of unit deviation; alphas_cumprod is the schedule's, [1000]."""
    n, device = len(latents), latents.device
    timesteps = torch.randint(0, 1000, (n,), device=device)
    alpha = alphas_cumprod[timesteps].view(-1, 1, 1, 1)
    controlled = uniform(n, device) > torch.where(timesteps > FREE_FROM, FREE_WHEN_NOISY, FREE)
    mixed = controlled & (timesteps > MIXED_FROM) & (timesteps < MIXED_TO) & (uniform(n, device) < MIXED)
    share = (mixed * uniform(n, device)).view(-1, 1, 1, 1)
    start = latents + share * (latents.roll(1, 0) - latents)
    noisy = alpha.sqrt() * start + (1 - alpha).sqrt() * torch.randn_like(latents)
    target = (noisy - alpha.sqrt() * latents) / (1 - alpha).sqrt()
    alpha = alpha.flatten()
    snr = alpha / (1 - alpha)
    weight = (1 / alpha).clamp(max=LARGEST_WEIGHT) * (snr.clamp(max=min_snr) / snr)
    return NoisySamples(noisy, target, timesteps, control_scales(n, device) * controlled, weight)


def control_scales(n, device):
    """Mostly around generation's default of 1.8, sometimes far off."""
    shares, least, most = scale_ranges(device)
    kind = torch.multinomial(shares, n, replacement=True)
    return least[kind] + (most - least)[kind] * uniform(n, device)


@cache
def scale_ranges(device):
    """SCALE_RANGES as three tensors."""
    return tuple(torch.tensor(values, device=device) for values in zip(*SCALE_RANGES, strict=True))


def drop_text(ids, empty, negatives, share, text_effect):
    """Some of the token ids [n, 77] replaced, for guidance: half of them with those of the empty text, half with some of the
    negative prompts [m, 77]. And how far each must get from what the empty text gives to what was drawn, [n, 1, 1, 1]:
    all the way itself, a negative prompt not at all."""
    chance = uniform(len(ids), ids.device)
    without, negative = chance < share / 2, (chance >= share / 2) & (chance < share)
    some = negatives[torch.randint(len(negatives), (len(ids),), device=ids.device)]
    ids = torch.where(without[:, None], empty, torch.where(negative[:, None], some, ids))
    effect = torch.full_like(chance, text_effect)
    effect = torch.where(without, 1.0, torch.where(negative, 0.0, effect))
    return ids, effect.view(-1, 1, 1, 1)


def weight_of(effect, text_effect):
    """Weights [n] of square errors for `drop_text`'s effect [n, 1, 1, 1]: errors are as much smaller as what there is to
    learn, so that the few samples without text would outweigh all others. Negative prompts weigh as texts do."""
    return effect.flatten().clamp(min=text_effect).square().reciprocal()


def uniform(n, device):
    return torch.rand(n, device=device)


def weights_of_letters(masks, share):
    """Weights float [n, h / 8, w / 8] of the errors in each latent, 1 in the mean, for masks uint8 [n, h, w]: the letters are
    weighed `share` times as much as what is around them, for they are small and what people look at."""
    weights = 1 + (share - 1) * F.avg_pool2d(masks.float() / 255, 8)
    return weights / weights.mean((1, 2), keepdim=True)

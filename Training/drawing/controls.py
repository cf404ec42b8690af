"""Control pictures: how a stencil may look when a user hands it in."""

import torch

from .fields import blur, look_up, pixel_grid, resize

CLEAN_SHARE = 0.5


@torch.no_grad()
def control_pictures(masks: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Turns clean masks into control pictures.

    masks: uint8 or float [n, h, w], 255 or 1.0 = letter. generator: on the masks' device. Returns float32 [n, 3, h, w]
    in 0..1. Half are clean white on black or black on white; the others are grey or coloured, soft, noisy, or like a
    photograph of hand-lettered paper: uneven light, tint, slight perspective.
    """
    n, h, w = masks.shape
    device = masks.device
    letters = (masks.float() / 255 if masks.dtype == torch.uint8 else masks.float())[:, None]

    def uniform(low=0.0, high=1.0, shape=(n, 1, 1, 1)):
        return low + (high - low) * torch.rand(shape, generator=generator, device=device)

    white_on_black = uniform() < 0.5
    clean = torch.where(white_on_black, letters, 1 - letters).expand(n, 3, h, w)
    is_clean = uniform() < CLEAN_SHARE
    if device.type == "cpu" and bool(is_clean.all()):  # elsewhere the question would wait for all work before it
        return clean.contiguous()
    is_photograph = uniform() < 0.4

    shape = torch.where(is_photograph, _in_perspective(letters, generator), letters)
    soft = uniform(0, 1)
    shape = torch.where(soft < 0.3, blur(shape, 1.0), torch.where(soft < 0.5, blur(shape, 2.5), shape))
    ink, ground = _ink_and_ground(uniform, white_on_black)
    picture = ground + (ink - ground) * shape
    noise = torch.randn((n, 3, h, w), generator=generator, device=device)
    tinted = uniform() < 0.5
    noise = torch.where(tinted, noise, noise[:, :1])
    level = uniform(0, 0.09) * (uniform() < 0.6)
    shade = _uneven_light(n, h, w, generator, device)
    picture = torch.where(is_photograph, picture * shade, picture) + noise * level
    return torch.where(is_clean, clean, picture.clamp(0, 1))


def _ink_and_ground(uniform, white_on_black):
    """Two colours [n, 3, 1, 1] far enough apart in brightness; the lighter one is the ink or the ground."""
    n = white_on_black.shape[0]
    kind = uniform()
    light = torch.where(kind < 0.35, uniform(0.45, 0.6), uniform(0.8, 1.0))
    dark = torch.where((kind >= 0.35) & (kind < 0.7), uniform(0.4, 0.55), uniform(0.0, 0.2))
    light, dark = (
        torch.maximum(light, dark + 0.3) * (1 + uniform(-0.12, 0.06, (n, 3, 1, 1))),
        dark * (1 + uniform(-0.2, 0.2, (n, 3, 1, 1))) + uniform(0, 0.05, (n, 3, 1, 1)),
    )
    return torch.where(white_on_black, light, dark), torch.where(white_on_black, dark, light)


def _in_perspective(letters: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Slightly keystoned: at most about 1% of the side, so that the lettering stays where the picture has it."""
    n, _, h, w = letters.shape
    x, y = pixel_grid(h, w, letters.device)
    x, y = x / w - 0.5, y / h - 0.5
    tilt = (torch.rand((n, 2, 1, 1), generator=generator, device=letters.device) - 0.5) * 0.06
    scale = tilt[:, 0] * x + tilt[:, 1] * y
    return look_up(letters, x * scale * w, y * scale * h)


def _uneven_light(n: int, h: int, w: int, generator: torch.Generator, device) -> torch.Tensor:
    coarse = torch.rand((n, 1, 4, 4), generator=generator, device=device)
    return 0.6 + 0.45 * resize(coarse, (h, w))

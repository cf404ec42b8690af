"""What the autoencoder is trained for: pixels, colours and edges, without any network of others."""

import torch
import torch.nn.functional as F

SQUARES_WEIGHT = 6.0
EDGE_WEIGHTS = (0.30, 0.21, 0.15)  # at full, half and quarter size


def chroma(picture):
    """Two colour differences of a picture [n, 3, h, w]: [n, 2, h, w]."""
    red, green, blue = picture.unbind(1)
    return torch.stack([red - green, blue - 0.5 * (red + green)], 1)


def edges(picture):
    """Differences of neighbours along x and along y."""
    return picture[..., :, 1:] - picture[..., :, :-1], picture[..., 1:, :] - picture[..., :-1, :]


def reconstruction_loss(result, picture):
    """Distance of two pictures [n, 3, h, w] in [-1, 1].

    Colours of 4x4 blocks weigh much: without that the latents stay grey for thousands of steps. The squared
    error weighs most, since the peak signal-to-noise ratio is what the model is held to.
    """
    small, small_picture = F.avg_pool2d(result, 4), F.avg_pool2d(picture, 4)
    loss = F.l1_loss(result, picture) + SQUARES_WEIGHT * F.mse_loss(result, picture)
    loss = loss + 1.5 * F.l1_loss(small, small_picture)
    loss = loss + 2.5 * F.l1_loss(chroma(small), chroma(small_picture)) + 0.7 * F.l1_loss(chroma(result), chroma(picture))
    for weight in EDGE_WEIGHTS:
        for ours, theirs in zip(edges(result), edges(picture), strict=True):
            loss = loss + weight * F.l1_loss(ours, theirs)
        result, picture = F.avg_pool2d(result, 2), F.avg_pool2d(picture, 2)
    return loss


def psnr(result, picture):
    """Peak signal-to-noise ratio in dB of pictures in [-1, 1], from the mean squared error over all of them."""
    return -10 * torch.log10(F.mse_loss(result.clamp(-1, 1), picture) / 4)

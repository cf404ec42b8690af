"""Pictures for the classifier: drawings reduced to its size, and varied."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from learning.shards import complete_shards

from .material_network import SIDE


def reduced(images: torch.Tensor) -> torch.Tensor:
    """Images uint8 [n, c, h, w], reduced to SIDE x SIDE by area; other shapes are squeezed."""
    small = F.interpolate(images.float(), (SIDE, SIDE), mode="bilinear", antialias=True, align_corners=False)
    return small.round().clamp(0, 255).to(torch.uint8)


def load_samples(folder: Path, names: tuple[str, ...]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """All drawings of 512 px and more in a folder of shards: pictures uint8 [n, 3, SIDE, SIDE], masks uint8
    [n, 1, SIDE, SIDE] and labels int64 [n, 2], the numbers of lettering's and surroundings' names."""
    pictures, masks, labels = [], [], []
    for shard in complete_shards(folder, held_out=None):
        images = shard.pictures()
        if images.shape[1] < 512:
            continue
        pictures.append(reduced(torch.from_numpy(np.array(images)).permute(0, 3, 1, 2)))
        masks.append(reduced(torch.from_numpy(np.array(shard.masks()))[:, None]))
        labels += [[names.index(d["lettering"]), names.index(d["surroundings"])] for d in shard.descriptions()]
    if not pictures:
        raise FileNotFoundError(f"{folder} holds no shards of drawings; run: Training/train draw")
    return torch.cat(pictures), torch.cat(masks), torch.tensor(labels)


def augmented(pictures: torch.Tensor, masks: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Batches in 0..1: mirrored, zoomed, brighter or darker, softened as a model's pictures may be, with noise."""
    both = torch.cat([pictures, masks], 1).float() / 255
    n = len(both)
    zoom = 1 - 0.45 * torch.rand(n, 1) ** 2
    mirror = torch.where(torch.rand(n, 1) < 0.5, -1.0, 1.0)
    centre = (torch.rand(n, 2) * 2 - 1) * (1 - zoom)
    zero = torch.zeros(n)
    rows = torch.stack([zoom[:, 0] * mirror[:, 0], zero, centre[:, 0], zero, zoom[:, 0], centre[:, 1]], 1).view(n, 2, 3)
    grid = F.affine_grid(rows, list(both.shape), align_corners=False)
    both = F.grid_sample(both, grid, mode="bilinear", padding_mode="border", align_corners=False)
    images, shapes = both[:, :3], both[:, 3:]
    soft = F.avg_pool2d(F.pad(images, (1, 1, 1, 1), mode="replicate"), 3, stride=1)
    images = torch.lerp(images, soft, torch.rand(n, 1, 1, 1) * (torch.rand(n, 1, 1, 1) < 0.5))
    images = images * (0.85 + 0.3 * torch.rand(n, 1, 1, 1)) + 0.02 * torch.randn_like(images)
    return images.clamp(0, 1), shapes

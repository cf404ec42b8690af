"""Drawings in the memory of the device that trains, and crops cut out of them there."""

import torch


class Ring:
    """The latest drawings of one size: tensors [capacity, ...] by name, which all hold the same drawings in the same order.

    Once it is full, new drawings take the place of the oldest.
    """

    def __init__(self, capacity, device):
        self.capacity, self.device = capacity, device
        self.tensors, self.added = {}, 0

    def __len__(self):
        return min(self.added, self.capacity)

    def __getitem__(self, name):
        return self.tensors[name]

    def add(self, **parts):
        """Takes in n drawings: tensors [n, ...], always by the same names."""
        n = len(next(iter(parts.values())))
        places = (self.added + torch.arange(n, device=self.device)) % self.capacity
        for name, part in parts.items():
            if name not in self.tensors:
                self.tensors[name] = torch.empty((self.capacity, *part.shape[1:]), dtype=part.dtype, device=self.device)
            self.tensors[name][places] = part.to(self.device)
        self.added += n


def cut(maps, index, top, left, height, width):
    """Crops of maps [N, c, H, W] or [N, H, W]: number `index`, from (top, left), all three [n]."""
    rows = top[:, None] + torch.arange(height, device=maps.device)
    columns = left[:, None] + torch.arange(width, device=maps.device)
    if maps.dim() == 3:
        return maps[index[:, None, None], rows[:, :, None], columns[:, None, :]]
    channels = torch.arange(maps.shape[1], device=maps.device)
    index = index[:, None, None, None]
    return maps[index, channels[None, :, None, None], rows[:, None, :, None], columns[:, None, None, :]]


def places(n, room, device):
    """n random whole numbers from 0 to `room`, both included."""
    return torch.randint(room + 1, (n,), device=device)

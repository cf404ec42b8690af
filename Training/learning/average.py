"""Moving averages of weights: what is sampled from and handed on."""

import torch


class Average:
    """A moving average of weights, shorter at the beginning."""

    def __init__(self, parameters, decay, steps_before=0):
        self.decay, self.steps = decay, steps_before
        self.live = list(parameters)
        self.values = [p.detach().clone() for p in self.live]

    def update(self):
        self.steps += 1
        decay = min(self.decay, 1 - 1 / (0.15 * self.steps + 1))
        with torch.no_grad():
            torch._foreach_lerp_(self.values, self.live, 1 - decay)

    def swap(self):
        """Exchanges the weights with their averages; a second call undoes it."""
        with torch.no_grad():
            for live, value in zip(self.live, self.values, strict=True):
                kept = live.detach().clone()
                live.copy_(value)
                value.copy_(kept)

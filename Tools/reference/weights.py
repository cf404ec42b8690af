"""Random weights that a test can see through: every part of a network moves its output."""

import torch
from torch import nn

# A silu of a unit normal has a second moment of 0.355: a layer behind one needs this gain to keep the scale.
AFTER_SILU = 1.68

# By the end of a parameter's path, first match wins; the standard deviation is gain / sqrt(fan in).
GAINS = [
    ("to_q", 1.5),  # attention that looks somewhere: logits of deviation 2, else every token would be the same average
    ("to_k", 1.5),
    ("q_proj", 1.3),
    ("k_proj", 1.3),
    ("time_embedding.linear_1", 1.4),
    ("time_embedding.linear_2", AFTER_SILU),
    ("time_emb_proj", AFTER_SILU),
    ("conv_norm_out", 1.0),
    ("controlnet_cond_embedding.conv_in", 1.5),
    ("controlnet_cond_embedding.conv_out", 2.0),
    ("conv_out", AFTER_SILU),
    ("conv1", AFTER_SILU),
    ("conv2", AFTER_SILU),
]


@torch.no_grad()
def draw(model, seed, gains=()):
    """Fills every parameter from `seed`, rounded to fp16 so that all readers of the file hold the same numbers."""
    generator = torch.Generator("cpu").manual_seed(seed)
    table = [*gains, *GAINS]
    for path, module in model.named_modules():
        gain = next((value for ending, value in table if path.endswith(ending)), 1.0)
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            fan_in = module.weight[0].numel()
            _normal(module.weight, 0, gain * fan_in**-0.5, generator)
            if module.bias is not None:
                _normal(module.bias, 0, 0.1 * gain, generator)
        elif isinstance(module, (nn.GroupNorm, nn.LayerNorm)):
            _normal(module.weight, 1, 0.2, generator)
            _normal(module.bias, 0, 0.1, generator)
        elif isinstance(module, nn.Embedding):
            _normal(module.weight, 0, 0.3 if "position" in path else 1.0, generator)
    return model.eval()


def _normal(parameter, mean, deviation, generator):
    values = torch.randn(parameter.shape, generator=generator) * deviation + mean
    parameter.copy_(values.half().float())

"""A linear encoder for an AutoencoderKL: its features are principal components of 8x8 blocks of pixels.

Between its norms the encoder hands its pixels on by convolutions alone, if what its residual branches add is zero: the first two
strided convolutions take 2x2 pixels apart and lose nothing, the third is given the components. What is left is to get past the last
norm and SiLU: a constant in each of the norm's groups, large beside the signals, makes for a deviation that is known, and an offset
puts the signals on SiLU's straight part. The last convolution is fitted to the latents that are wanted; one channel that is
always `REST`, what the others are for a block like the mean of all, makes its padding look like such blocks.
"""

import torch
import torch.nn.functional as F

BLOCK = 8  # pixels
CONSTANT, OFFSET = 10.0, 4.0
SPREAD = 0.5  # the signals' deviation
REST = OFFSET * torch.tensor(OFFSET).sigmoid().item()
POSTERIOR = 0.05  # the latents' deviation, of the encoder's own
RIDGE = 1e-6  # of the features' mean square


def blocks_of(pictures):
    """Float [n, h / 8, w / 8, 192] of pictures [n, 3, h, w]: their blocks, each in the order of `F.pixel_unshuffle`."""
    return F.pixel_unshuffle(pictures.contiguous(), BLOCK).permute(0, 2, 3, 1)


def principal_components(vectors, count):
    """The first ones of vectors [n, d]: orthonormal [count, d]."""
    centred = (vectors - vectors.mean(0)).double()
    directions = torch.linalg.eigh(centred.T @ centred).eigenvectors
    return directions.flip(1)[:, :count].T.float()


def patches_of(features):
    """The 3x3 neighbours of each place in features [n, c, h, w], less what they are at rest, and a 1: [places, 9 c + 1]."""
    patches = F.unfold(features - REST, 3, padding=1).transpose(1, 2).flatten(0, 1)
    return torch.cat([patches, torch.ones(len(patches), 1)], 1)


def least_squares(patches, target):
    """[columns, c], by which patches [n, columns] come nearest to the target [n, c]."""
    square = (patches.T @ patches).double()
    square += RIDGE * square.diagonal().mean() * torch.eye(len(square))
    return torch.linalg.solve(square, (patches.T @ target).double()).float()


class LinearEncoder:
    """Rewrites `encoder`; after `write`, `features` are linear in the pixels, and `fit` makes latents of them."""

    def __init__(self, encoder):
        self.encoder = encoder
        self.groups, width = encoder.conv_norm_out.num_groups, encoder.conv_norm_out.num_channels
        self.group_size = width // self.groups
        self.places = []

    @torch.no_grad()
    def write(self, components, means, deviations):
        """For components [count, 192] of the blocks, and their means and deviations [count]."""
        encoder, signals, count = self.encoder, 3, len(components)
        if count > self.groups * (self.group_size - 1):
            raise ValueError(f"{count} components do not fit into {self.groups} groups of {self.group_size} channels")
        # behind the constant of each group in turn
        self.places = [index % self.groups * self.group_size + 1 + index // self.groups for index in range(count)]
        self._silence_branches()
        _clear(encoder.conv_in)
        for colour in range(3):
            encoder.conv_in.weight[colour, colour, 1, 1] = 1
        for block in encoder.down_blocks:
            for shortcut in (resnet.conv_shortcut for resnet in block.resnets if resnet.conv_shortcut is not None):
                _clear(shortcut)
                if block is encoder.down_blocks[-1]:
                    self._take_places(shortcut, means, deviations)
                else:
                    shortcut.weight[range(signals), range(signals)] = 1
            for sampler in block.downsamplers or []:
                _clear(sampler.conv)
                if signals < 48:
                    _take_apart(sampler.conv, signals)
                    signals *= 4
                else:
                    _project(sampler.conv, components)
        self._pass_last_norm()

    @torch.no_grad()
    def features(self, pictures):
        """What the last convolution reads: float [n, width, h / 8, w / 8] of pictures [n, 3, h, w]."""
        seen = []
        hook = self.encoder.conv_out.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
        self.encoder(pictures)
        hook.remove()
        return seen[0]

    @torch.no_grad()
    def fit(self, features, wanted):
        """Sets the last convolution so that the latents' means come nearest to `wanted` [n, c, h, w]; the shares of their
        variances that are met, [c]."""
        convolution, used, count = self.encoder.conv_out, self.places, wanted.shape[1]
        patches = patches_of(features[:, used])
        target = wanted.permute(0, 2, 3, 1).flatten(0, 2)
        solution = least_squares(patches, target)
        _clear(convolution)
        convolution.weight[:count, used] = solution[:-1].T.reshape(count, len(used), 3, 3)
        convolution.weight[:count, 0] = -convolution.weight[:count, used].sum(1)
        convolution.bias[:count] = solution[-1]
        convolution.bias[count:] = 2 * torch.tensor(POSTERIOR).log()
        return 1 - (patches @ solution - target).var(0) / target.var(0)

    def _silence_branches(self):
        encoder = self.encoder
        for block in [*encoder.down_blocks, encoder.mid_block]:
            for resnet in block.resnets:
                _clear(resnet.conv2)
        for attention in encoder.mid_block.attentions:
            _clear(attention.to_out[0])

    def _take_places(self, shortcut, means, deviations):
        gains = SPREAD / deviations
        shortcut.bias[:: self.group_size] = CONSTANT
        shortcut.weight[self.places, range(len(gains)), 0, 0] = gains
        shortcut.bias[self.places] = -means * gains

    def _pass_last_norm(self):
        norm, count = self.encoder.conv_norm_out, len(self.places)
        _clear(norm)
        norm.bias[0] = OFFSET
        for index, place in enumerate(self.places):
            signals = len(range(index % self.groups, count, self.groups))
            mean = CONSTANT / self.group_size
            square = (CONSTANT**2 + signals * SPREAD**2) / self.group_size
            norm.weight[place], norm.bias[place] = (square - mean**2) ** 0.5, mean + OFFSET


def _clear(module):
    module.weight.zero_()
    module.bias.zero_()


def _take_apart(convolution, signals):
    """2x2 pixels of each signal become four signals. A strided convolution's padding is at the right and the bottom."""
    for index in range(4 * signals):
        convolution.weight[index, index // 4, index // 2 % 2, index % 2] = 1


def _project(convolution, components):
    """From the 48 signals that two of `_take_apart` make, four of each a block, to the components [count, 192]."""
    count = len(components)
    # rows and columns of a block are 4 * (this convolution's) + 2 * (the second's) + (the first's)
    parts = components.view(count, 3, 2, 2, 2, 2, 2, 2).permute(0, 1, 4, 7, 3, 6, 2, 5)
    convolution.weight[:count, :48, :2, :2] = parts.reshape(count, 48, 2, 2)

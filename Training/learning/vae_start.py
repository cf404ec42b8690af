"""An analytic start for a small AutoencoderKL.

From random weights a small autoencoder stays grey for thousands of steps. Here it starts as a linear code that is
already right: latents 0..2 are the mean colour of an 8x8 block, latents 3..5 the luma's differences between its
quarters (along x, y and both), and the decoder interpolates them smoothly. Residual branches start near zero.

One channel of a group carries a signal, the next one a constant: group norm then divides by the constant's
deviation, which is known, and stays linear. SiLU is used on its straight part, by adding `OFFSET` before it.
"""

import torch

LATENTS = 6
CONSTANT, OFFSET = 5.0, 4.0
SLOPE = 1.05  # of SiLU at OFFSET
LUMA = torch.tensor([0.577, 0.577, 0.577])
COLOURS = torch.tensor([[0.577, 0.577, 0.577], [0.707, 0, -0.707], [0.408, -0.816, 0.408]])
COLOUR_GAIN = torch.tensor([[1.6], [3.0], [4.0]])  # makes the latents' spread similar
DETAIL_GAIN = 3.0
CENTRE = torch.tensor([[0.0, 0, 0], [0, 1, 0], [0, 0, 0]])
BLOCK_MEAN = torch.tensor([[1.0, 1, 0], [1, 1, 0], [0, 0, 0]]) / 4  # stride 2 pads right and bottom only
BLOCK_DETAILS = torch.tensor([[[-1.0, 1], [-1, 1]], [[-1, -1], [1, 1]], [[1, -1], [-1, 1]]]) / 4
RISE, SMOOTH = torch.tensor([0.6, 0.0, -0.6]), torch.tensor([0.25, 0.5, 0.25])
# On top of nearest-neighbour upsampling: lower on the left (top) half of a block, higher on the right (bottom).
SPREAD_DETAILS = torch.stack([SMOOTH[:, None] * RISE, RISE[:, None] * SMOOTH, RISE[:, None] * RISE])


class AnalyticStart:
    """Writes the start into `vae` (see the module): `AnalyticStart(vae).apply()`."""

    def __init__(self, vae):
        self.encoder, self.decoder = vae.encoder, vae.decoder
        self.channels, self.groups = vae.config.block_out_channels, vae.config.norm_num_groups

    @torch.no_grad()
    def apply(self):
        self._start_encoder()
        self._start_decoder()
        for middle in (self.encoder.mid_block, self.decoder.mid_block):
            for block in middle.resnets:
                self._quiet(block)
            for attention in middle.attentions:
                attention.to_out[0].weight.zero_()
                attention.to_out[0].bias.zero_()

    def _signal(self, width, index):
        """The channel of signal `index` among `width`; its constant is the next one."""
        return width // self.groups * index

    def _clear(self, convolution, channel, constant=0.0):
        convolution.weight[channel].zero_()
        convolution.bias[channel] = constant

    def _carry(self, convolution, kernel, signals):
        """The convolution hands on the signals, filtered by `kernel`, and makes their constants anew."""
        width_in, width_out = convolution.in_channels, convolution.out_channels
        convolution.weight.mul_(0.3)
        for index in range(6):
            convolution.weight[:, self._signal(width_in, index) + 1] = 0  # nobody else reads the constants
        for index in range(6):
            channel = self._signal(width_out, index)
            self._clear(convolution, channel)
            self._clear(convolution, channel + 1, CONSTANT)
            if index < signals:
                convolution.weight[channel, self._signal(width_in, index)] = kernel

    def _quiet(self, block):
        """A residual block that hands on the signals untouched and adds little to the other channels."""
        block.conv2.weight.mul_(0.05)
        block.conv2.bias.zero_()
        for index in range(6):
            channel = self._signal(block.out_channels, index)
            self._clear(block.conv2, channel)
            self._clear(block.conv2, channel + 1)
        if block.conv_shortcut is not None:
            self._carry(block.conv_shortcut, torch.ones(1, 1), 6)

    def _norm_out(self, norm, width):
        """The last norm gives signal + OFFSET."""
        size = width // self.groups
        mean = CONSTANT / size
        deviation = (CONSTANT * CONSTANT / size - mean * mean) ** 0.5
        for index in range(6):
            channel = self._signal(width, index)
            norm.weight[channel], norm.bias[channel] = deviation, mean + OFFSET

    def _start_encoder(self):
        encoder = self.encoder
        encoder.conv_in.weight.mul_(0.5)
        for index in range(6):
            channel = self._signal(self.channels[0], index)
            self._clear(encoder.conv_in, channel)
            self._clear(encoder.conv_in, channel + 1, CONSTANT)
            if index < 3:
                encoder.conv_in.weight[channel, index] = CENTRE
        for level, block in enumerate(encoder.down_blocks):
            for resnet in block.resnets:
                self._quiet(resnet)
            for sampler in block.downsamplers or []:
                self._carry(sampler.conv, BLOCK_MEAN, 3)
                if level == len(self.channels) - 2:
                    self._take_details(sampler.conv)
        width = self.channels[-1]
        self._norm_out(encoder.conv_norm_out, width)
        self._write_latents(encoder.conv_out, width)

    def _take_details(self, convolution):
        for detail, kernel in enumerate(BLOCK_DETAILS):
            for colour in range(3):
                target = convolution.weight[self._signal(convolution.out_channels, 3 + detail)]
                target[self._signal(convolution.in_channels, colour), :2, :2] = LUMA[colour] * kernel

    def _write_latents(self, convolution, width):
        """Means: the six signals, then small random features. Log-variances: -5, a deviation of 0.08."""
        latents = convolution.out_channels // 2
        gains = torch.block_diag(COLOURS * COLOUR_GAIN, DETAIL_GAIN * torch.eye(3)) / SLOPE
        value = OFFSET * torch.sigmoid(torch.tensor(OFFSET))
        convolution.weight[:latents].mul_(0.3)
        convolution.weight[latents:].mul_(0.1)
        convolution.bias.zero_()
        convolution.bias[latents:] = -5.0
        for row in range(6):
            convolution.weight[row].mul_(0.1)
            for index in range(6):
                convolution.weight[row, self._signal(width, index)] = gains[row, index] * CENTRE
            convolution.bias[row] = -gains[row].sum() * value

    def _start_decoder(self):
        decoder = self.decoder
        back = torch.block_diag(torch.linalg.inv(COLOURS * COLOUR_GAIN), torch.eye(3) / DETAIL_GAIN)
        for index in range(6):
            channel = self._signal(self.channels[-1], index)
            self._clear(decoder.conv_in, channel)
            self._clear(decoder.conv_in, channel + 1, CONSTANT)
            for latent in range(6):
                decoder.conv_in.weight[channel, latent] = back[index, latent] * CENTRE
        for level, block in enumerate(decoder.up_blocks):
            for resnet in block.resnets:
                self._quiet(resnet)
            for sampler in block.upsamplers or []:
                self._carry(sampler.conv, SMOOTH[:, None] * SMOOTH, 3)
                if level == 0:
                    self._give_details(sampler.conv)
        width = self.channels[0]
        self._norm_out(decoder.conv_norm_out, width)
        decoder.conv_out.weight.mul_(0.05)
        for colour in range(3):
            decoder.conv_out.weight[colour, self._signal(width, colour)] = CENTRE / SLOPE
            decoder.conv_out.bias[colour] = -OFFSET * torch.sigmoid(torch.tensor(OFFSET)) / SLOPE

    def _give_details(self, convolution):
        for detail, kernel in enumerate(SPREAD_DETAILS):
            for colour in range(3):
                target = convolution.weight[self._signal(convolution.out_channels, colour)]
                target[self._signal(convolution.in_channels, 3 + detail)] = LUMA[colour] * kernel

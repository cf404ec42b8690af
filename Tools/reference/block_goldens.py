"""Each kind of block, run alone on inputs like those it meets inside its network."""

import os

import torch

import tiny_models
from golden import FOLDER, Golden, draw_hint, draw_input, nhwc

HEIGHT, WIDTH = 5, 6  # odd and not square: exchanged axes and rounded halves show

BLOCKS = {
    "tiny": {
        "unet": [
            "time_embedding",
            "down_blocks.0.resnets.0",  # as many channels out as in
            "down_blocks.1.resnets.0",  # with a shortcut
            "up_blocks.3.resnets.2",
            "down_blocks.1.attentions.0",  # projections are 1 x 1 convolutions
            "down_blocks.1.attentions.0.transformer_blocks.0",
            "down_blocks.1",
            "down_blocks.3",
            "mid_block",
            "up_blocks.0",
            "up_blocks.1",
            "up_blocks.3",
        ],
        "controlnet": ["controlnet_cond_embedding", "controlnet_down_blocks.4", "down_blocks.0", "mid_block"],
        "vae": [
            "encoder.down_blocks.0.resnets.0",
            "encoder.down_blocks.1",
            "encoder.mid_block",
            "encoder",
            "decoder.mid_block.attentions.0",
            "decoder.up_blocks.2",
            "decoder",
        ],
    },
    "tiny-embedded": {
        "unet": [
            "time_embedding",
            "down_blocks.1.attentions.0",  # linear projections
            "down_blocks.0",
            "down_blocks.2",
            "mid_block",
            "up_blocks.1",
            "up_blocks.3",
        ],
        "controlnet": ["controlnet_cond_embedding"],
        "vae": ["encoder", "decoder"],
    },
}


@torch.inference_mode()
def make():
    golden = Golden("blocks")
    for name, components in BLOCKS.items():
        model = tiny_models.load(os.path.join(FOLDER, name))
        for component, paths in components.items():
            for path in paths:
                _add(golden, model[component], f"{name}.{component}.{path}", name, component, path)
    golden.save()


def _add(golden, network, case, model, component, path):
    block = network.get_submodule(path)
    kind = type(block).__name__
    inputs, outputs, facts = RUN[kind](network, block, sum(map(ord, case)))
    golden.add(case, inputs, outputs, model=model, component=component, path=path, kind=kind, **facts)


def _image(channels, seed, n=2):
    return draw_input((n, channels, HEIGHT, WIDTH), seed)


def _time(network, seed):
    return draw_input((2, network.config.block_out_channels[0] * 4), seed + 1)


def _text(network):
    return draw_input((2, 77, network.config.cross_attention_dim), 2)


def _timestep_embedding(network, block, seed):
    timesteps = torch.tensor([1, 40, 500, 961, 999])
    return {"timesteps": timesteps}, {"y": block(network.time_proj(timesteps))}, {}


def _resnet(network, block, seed):
    x = _image(block.in_channels, seed)
    if block.time_emb_proj is None:
        return {"x": nhwc(x)}, {"y": nhwc(block(x, None))}, {}
    time = _time(network, seed)
    return {"x": nhwc(x), "time": time}, {"y": nhwc(block(x, time))}, {}


def _transformer(network, block, seed):
    x, text = _image(block.in_channels, seed), _text(network)
    return {"x": nhwc(x), "text": text}, {"y": nhwc(block(x, text).sample)}, {}


def _transformer_block(network, block, seed):
    tokens, text = draw_input((2, HEIGHT * WIDTH, block.attn1.to_q.in_features), seed), _text(network)
    return {"x": tokens, "text": text}, {"y": block(tokens, encoder_hidden_states=text)}, {}


def _attention(network, block, seed):
    x = _image(block.to_q.in_features, seed)
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


def _down(network, block, seed):
    x, time, text = _image(block.resnets[0].in_channels, seed), _time(network, seed), _text(network)
    crossing = {"encoder_hidden_states": text} if hasattr(block, "attentions") else {}
    y, skips = block(x, time, **crossing)
    inputs = {"x": nhwc(x), "time": time, **({"text": text} if crossing else {})}
    return inputs, {"y": nhwc(y), **{f"skip.{i}": nhwc(skip) for i, skip in enumerate(skips)}}, {}


def _mid(network, block, seed):
    x = _image(block.resnets[0].in_channels, seed)
    if not hasattr(network.config, "cross_attention_dim"):  # the VAE's: no time, no text
        return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}
    time, text = _time(network, seed), _text(network)
    y = block(x, time, encoder_hidden_states=text)
    return {"x": nhwc(x), "time": time, "text": text}, {"y": nhwc(y)}, {}


def _up(network, block, seed):
    time, text = _time(network, seed), _text(network)
    channels = block.resnets[0].conv1.out_channels
    # What the block below hands up, and then each resnet's own skip, in the order they are taken off the stack.
    x = _image(_input_channels(network, block), seed)
    skips = []
    for i, resnet in enumerate(block.resnets):
        carried = x.shape[1] if i == 0 else channels
        skips.append(_image(resnet.in_channels - carried, seed + 10 + i))
    crossing = {"encoder_hidden_states": text} if hasattr(block, "attentions") else {}
    size = (2 * HEIGHT - 1, 2 * WIDTH + 1) if block.upsamplers else None
    y = block(x, tuple(reversed(skips)), time, upsample_size=size, **crossing)
    inputs = {"x": nhwc(x), "time": time, **({"text": text} if crossing else {})}
    inputs |= {f"skip.{i}": nhwc(skip) for i, skip in enumerate(reversed(skips))}
    return inputs, {"y": nhwc(y)}, {"upsample_size": size}


def _input_channels(network, block):
    widths = list(reversed(network.config.block_out_channels))
    index = [*network.up_blocks].index(block)
    return widths[max(index - 1, 0)]


def _plain(network, block, seed):
    channels = block.resnets[0].in_channels
    x = _image(channels, seed, n=1)
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


def _encoder(network, block, seed):
    x = draw_hint(40, 48) * 2 - 1
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


def _decoder(network, block, seed):
    x = _image(block.conv_in.in_channels, seed, n=1)
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


def _hint(network, block, seed):
    x = draw_hint(40, 56)
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


def _convolution(network, block, seed):
    x = _image(block.in_channels, seed)
    return {"x": nhwc(x)}, {"y": nhwc(block(x))}, {}


RUN = {
    "TimestepEmbedding": _timestep_embedding,
    "ResnetBlock2D": _resnet,
    "Transformer2DModel": _transformer,
    "BasicTransformerBlock": _transformer_block,
    "Attention": _attention,
    "DownBlock2D": _down,
    "CrossAttnDownBlock2D": _down,
    "UNetMidBlock2DCrossAttn": _mid,
    "UNetMidBlock2D": _mid,
    "UpBlock2D": _up,
    "CrossAttnUpBlock2D": _up,
    "DownEncoderBlock2D": _plain,
    "UpDecoderBlock2D": _plain,
    "Encoder": _encoder,
    "Decoder": _decoder,
    "ControlNetConditioningEmbedding": _hint,
    "Conv2d": _convolution,
}

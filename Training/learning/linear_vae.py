"""Autoencoders with a linear encoder: one from nothing, and one with more latent channels than a trained one."""

import torch

from learning.linear_encoder import LinearEncoder, blocks_of, least_squares, patches_of, principal_components
from learning.networks import make_vae
from learning.shards import complete_shards
from learning.vae_start import LATENTS, AnalyticStart

PICTURES, SIDE = 128, 256  # crops that all is fitted to, and their pixels
COMPONENTS = 64  # of the blocks, which the latents are made of
AT_ONCE = 8


def linear_vae(config):
    """An autoencoder whose first latents are colours and slopes of the blocks, the others their other principal components."""
    pictures = some_crops(config)
    narrow = make_vae(config, LATENTS).eval()
    AnalyticStart(narrow).apply()
    vae = make_vae(config).eval()
    widen_vae(narrow, vae, pictures)
    standardise(vae, in_parts(lambda part: vae.encode(part).latent_dist.mean, pictures))
    return vae


def some_crops(config):
    """Float [n, 3, SIDE, SIDE] in [-1, 1] of drawings that are trained on."""
    crops = []
    for shard in complete_shards(config["folders"]["shards"], config["draw"]["held_out"]):
        for picture in shard.pictures()[: PICTURES - len(crops)]:
            top, left = (int(torch.randint(side - SIDE + 1, (1,))) for side in picture.shape[:2])
            crops.append(torch.from_numpy(picture[top : top + SIDE, left : left + SIDE].copy()).permute(2, 0, 1))
    if not crops:
        raise SystemExit(f"no drawings in {config['folders']['shards']}: run the stage draw first")
    return torch.stack(crops).float() / 127.5 - 1


@torch.no_grad()
def widen_vae(former, wide, pictures):
    """Makes `wide` of `former`, an autoencoder with fewer latent channels, for pictures like these [n, 3, h, w]."""
    old, new = former.config.latent_channels, wide.config.latent_channels
    blocks = blocks_of(pictures)
    components = principal_components(blocks.flatten(0, 2), COMPONENTS)
    signals = blocks.flatten(0, 2) @ components.T
    encoder = LinearEncoder(wide.encoder)
    encoder.write(components, signals.mean(0), signals.std(0))
    features = in_parts(encoder.features, pictures)
    latents = in_parts(lambda part: former.encoder(part)[:, :old], pictures)
    print("first channels, shares met:", rounded(encoder.fit(features, latents)))
    fitted = in_parts(lambda part: wide.encoder(part)[:, :old], pictures)
    lost = blocks_of(pictures - in_parts(former.decoder, fitted))
    # What a linear encoder can tell of it, and of that the most.
    patches = patches_of(features[:, encoder.places])
    told = (patches @ least_squares(patches, lost.flatten(0, 2))).view(lost.shape)
    details = told @ principal_components(told.flatten(0, 2), new - old).T
    details = (details - details.mean((0, 1, 2))) / details.std((0, 1, 2))
    print("all channels, shares met:", rounded(encoder.fit(features, torch.cat([latents, details.permute(0, 3, 1, 2)], 1))))
    wide.decoder.load_state_dict(widened(former.decoder.state_dict(), "conv_in.weight", 1, new))


@torch.no_grad()
def standardise(vae, latents):
    """Gives latents like these [n, c, h, w] the mean 0 and the deviation 1; pictures stay as they were, but for the decoder's
    border, where zero padding now stands for a channel's mean."""
    mean, deviation = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    encoder, decoder, n = vae.encoder.conv_out, vae.decoder.conv_in, len(mean)
    decoder.bias += (decoder.weight * mean[:, None, None]).sum((1, 2, 3))
    decoder.weight *= deviation[:, None, None]
    encoder.weight[:n] /= deviation[:, None, None, None]
    encoder.bias[:n] = (encoder.bias[:n] - mean) / deviation


def widened(weights, name, axis, new, size=0.25):
    """The named weight with `new` entries along `axis`, those added random and `size` times as large as the others."""
    old = weights[name]
    shape = list(old.shape)
    shape[axis] = new - shape[axis]
    return weights | {name: torch.cat([old, size * old.std() * torch.randn(shape)], axis).contiguous()}


def in_parts(work, pictures):
    with torch.no_grad():
        return torch.cat([work(part) for part in pictures.split(AT_ONCE)])


def rounded(values):
    return [round(value, 2) for value in values.tolist()]

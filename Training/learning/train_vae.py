"""Stage `vae`: the autoencoder. From nothing its encoder is fitted to the drawings, linear, and stays; the decoder is trained on
crops of them, and goes on from the weights in the folder `vae` as often as one likes, for the latents never change.
"""

import time

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL

from learning import device as devices
from learning.average import Average
from learning.evaluate_vae import measure
from learning.linear_vae import linear_vae
from learning.networks import make_vae
from learning.pacing import Every, Pacer
from learning.shards import Shard
from learning.team import run_on_cores
from learning.vae_data import PictureCrops
from learning.vae_loss import psnr, reconstruction_loss


def load_or_start(team, config):
    """What was trained before, or a start, which one process works out for all, with the others' cores."""
    folder = config["folders"]["vae"]
    if (folder / "config.json").exists():
        if team.leads:
            print(f"going on from {folder}", flush=True)
        return AutoencoderKL.from_pretrained(folder)
    if not team.leads:
        return make_vae(config)
    torch.manual_seed(config["vae"]["seed"])
    threads = torch.get_num_threads()
    torch.set_num_threads(max(threads, team.size))
    vae = linear_vae(config)
    torch.set_num_threads(threads)
    return vae


def run(config, minutes):
    run_on_cores(train, config, minutes)


def train(team, config, minutes):
    settings, folder = config["vae"], config["folders"]["vae"]
    device = devices.prepare()
    vae = load_or_start(team, config).to(device, memory_format=devices.CHANNELS_LAST)
    torch.manual_seed(int(time.time()) + team.rank)
    data = PictureCrops(config, device)
    decode = devices.fast(vae.decoder)
    team.share_weights(vae.parameters())
    parameters = list(vae.decoder.parameters())
    average = Average(parameters, settings["ema"])
    optimizer = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    pacer = Pacer(team, minutes, settings["learning_rate"], settings["warm_up"], settings["decay_after"])
    save_now, say_now, refresh_now, seen = Every(2), Every(0.5), Every(settings["refresh_minutes"]), []
    while not pacer.done:
        for group in optimizer.param_groups:
            group["lr"] = pacer.rate()
        pictures = data.batch(settings["batch"])
        with devices.autocast(device):
            with torch.no_grad():
                latents = vae.encode(pictures).latent_dist.mean
                latents = with_loose_details(latents, settings["loose_details"])
                latents += deviations(latents, settings["latent_noise"]) * torch.randn_like(latents)
            result = decode(latents).float()
        loss = reconstruction_loss(result, pictures)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        team.average_gradients(parameters)
        if torch.nn.utils.clip_grad_norm_(parameters, 1.0).isfinite():
            optimizer.step()
            average.update()
        pacer.count(len(pictures))
        seen.append(torch.stack([loss.detach(), psnr(result.detach(), pictures)]))
        if say_now():
            if team.leads:
                report(pacer, settings["crop"], seen)
            seen.clear()
        if refresh_now():
            data.refresh()
        if team.leads and save_now():
            save(vae, average, folder)
    if team.leads:
        save(vae, average, folder)
        held_out = Shard(config["folders"]["shards"], config["draw"]["held_out"])
        if held_out.complete:
            average.swap()
            print(f"PSNR of the held-out drawings {measure(vae.eval(), held_out, device):.2f} dB", flush=True)


def deviations(latents, largest):
    """Of the noise of each of the latents [n, c, h, w], from none to the largest: [n, 1, 1, 1]. The decoder sees from the
    latents how noisy they are, and smooths what isn't part of a picture."""
    return largest * torch.rand((len(latents), 1, 1, 1), device=latents.device)


def with_loose_details(latents, share):
    """Latents [n, c, h, w] whose finer half of the channels is, in a share of the latents, partly noise that is as strong as they
    are there. So a diffusion draws them: as strong as in pictures, but less in accord with one another."""
    coarse, fine = latents.tensor_split(2, 1)
    loose = torch.rand((len(latents), 1, 1, 1), device=latents.device)
    loose = loose * (torch.rand_like(loose) < share)
    strength = F.avg_pool2d(fine.square(), 5, 1, 2, count_include_pad=False).sqrt()
    mixed = (1 - loose).sqrt() * fine + loose.sqrt() * strength * torch.randn_like(fine)
    return torch.cat([coarse, mixed], 1)


def report(pacer, crop, seen):
    loss, quality = torch.stack(seen).mean(0).tolist()
    print(
        f"vae {pacer.seconds / 60:6.1f} min {pacer.samples:7d} crops {pacer.speed * crop * crop / 1e6:.2f} Mpx/s"
        f" loss {loss:.4f} PSNR in training {quality:.2f} dB",
        flush=True,
    )


def save(vae, average, folder):
    average.swap()
    vae.save_pretrained(folder)
    average.swap()

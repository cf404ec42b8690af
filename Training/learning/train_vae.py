"""Stage `vae`: trains the autoencoder on crops of the drawings; goes on from the weights in the folder `vae`.

Now and then the latents are halved in size and have to decode to the picture at half its size (Kouzelis et al. 2025,
EQ-VAE): latents that can be scaled like pictures are easier for a diffusion model to draw.
"""

import time

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from diffusers.models.autoencoders.vae import DiagonalGaussianDistribution

from learning import device as devices
from learning.average import Average
from learning.networks import make_vae
from learning.pacing import Every, Pacer
from learning.team import run_on_cores
from learning.vae_data import PictureCrops
from learning.vae_loss import psnr, reconstruction_loss
from learning.vae_start import AnalyticStart


def load_or_start(config):
    folder = config["folders"]["vae"]
    if (folder / "config.json").exists():
        print(f"going on from {folder}", flush=True)
        return AutoencoderKL.from_pretrained(folder)
    vae = make_vae(config)
    AnalyticStart(vae).apply()
    return vae


def run(config, minutes):
    run_on_cores(train, config, minutes)


def train(team, config, minutes):
    settings, folder = config["vae"], config["folders"]["vae"]
    device = devices.prepare()
    torch.manual_seed(settings["seed"])  # the same start in every process
    vae = load_or_start(config).to(device, memory_format=devices.CHANNELS_LAST)
    torch.manual_seed(int(time.time()) + team.rank)
    data = PictureCrops(config, device)
    encode, decode = devices.fast(vae.encoder), devices.fast(vae.decoder)
    parameters = list(vae.parameters())
    average = Average(parameters, settings["ema"])
    optimizer = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    pacer = Pacer(team, minutes, settings["learning_rate"], settings["warm_up"], settings["decay_after"])
    save_now, say_now, refresh_now, seen, steps = Every(2), Every(0.5), Every(settings["refresh_minutes"]), [], 0
    while not pacer.done:
        for group in optimizer.param_groups:
            group["lr"] = pacer.rate()
        pictures = data.batch(settings["batch"])
        with devices.autocast(device):
            latents = DiagonalGaussianDistribution(encode(pictures))
            noisy = latents.sample() + settings["latent_noise"] * torch.randn_like(latents.mean)
            if settings["halved_every"] and steps % settings["halved_every"] == 0:
                noisy, pictures = F.avg_pool2d(noisy, 2), F.avg_pool2d(pictures, 2)
            result = decode(noisy)
        steps += 1
        kl = latents.kl().float().mean() / latents.mean[0].numel()
        loss = reconstruction_loss(result.float(), pictures) + settings["kl"] * kl
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        team.average_gradients(parameters)
        if torch.nn.utils.clip_grad_norm_(parameters, 1.0).isfinite():
            optimizer.step()
            average.update()
        pacer.count(len(pictures))
        seen.append(torch.stack([loss.detach(), kl.detach(), psnr(result.detach().float(), pictures)]))
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


def report(pacer, crop, seen):
    loss, kl, quality = torch.stack(seen).mean(0).tolist()
    print(
        f"vae {pacer.seconds / 60:6.1f} min {pacer.samples:7d} crops {pacer.speed * crop * crop / 1e6:.2f} Mpx/s"
        f" loss {loss:.4f} kl {kl:.2f} PSNR in training {quality:.2f} dB",
        flush=True,
    )


def save(vae, average, folder):
    average.swap()
    vae.save_pretrained(folder)
    average.swap()

"""Stage `diffusion`: trains text encoder, UNet and ControlNet together on the drawings' latents.

Goes on from the weights in the folder `checkpoints`, if there are any, and learns also from a teacher where the configuration
says so.
"""

import time

import numpy as np
import torch
from diffusers.models.attention_processor import AttnProcessor
from drawing.controls import control_pictures

from learning import device as devices
from learning.average import Average
from learning.latent_data import LatentCrops
from learning.model import Model, load_checkpoint, save_checkpoint
from learning.networks import make_scheduler
from learning.noising import add_noise, drop_text, weight_of, weights_of_letters
from learning.pacing import Every, Pacer
from learning.teacher import Teacher
from learning.team import run_on_cores

STEPS_BEFORE = 100_000  # as if so many had gone before: an average that was loaded is kept, not begun anew
QUARTER = 250  # timesteps
MOST_SKIPPED = 100  # steps one after the other


def run(config, minutes):
    run_on_cores(train, config, minutes)


def train(team, config, minutes):
    settings, folder = config["diffusion"], config["folders"]["checkpoints"]
    device = devices.prepare()
    torch.manual_seed(int(time.time()) + team.rank)
    data = LatentCrops(config, device)
    model = Model(config, len(data.tokenize))
    average, resumed = start(model, settings, folder, device)
    teacher = Teacher(config, len(data.tokenize), device) if settings["taught"] else None
    parameters = list(model.parameters())
    team.share_weights(parameters)
    optimizer = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    alphas_cumprod = make_scheduler().alphas_cumprod.to(device)
    generator = torch.Generator(device).manual_seed(int(time.time()) + team.rank)
    pacer = Pacer(team, minutes, settings["learning_rate"], settings["warm_up"], settings["decay_after"])
    losses, save_now, say_now = Losses(device), Every(settings["save_minutes"]), Every(settings["say_minutes"])
    skipped = 0
    refresh_now, noise = Every(settings["refresh_minutes"]), devices.fast(model.noise)
    if team.leads:
        print(f"{'going on' if resumed else 'starting'} with {data.count} drawings on {device}", flush=True)
    while not pacer.done:
        for group in optimizer.param_groups:
            group["lr"] = pacer.rate()
        latents, masks, ids = batch(data, settings)
        stencils = stencils_of(masks, settings["plain_stencils"], generator)
        ids, effect = drop_text(ids, data.empty, data.negatives, settings["text_dropped"], settings["text_effect"])
        noisy = add_noise(latents, alphas_cumprod, settings["min_snr"])
        noisy_latents = noisy.latents.contiguous(memory_format=devices.CHANNELS_LAST)
        stencils = stencils.contiguous(memory_format=devices.CHANNELS_LAST)

        def guess(ids):
            text = model.text_encoder(ids).last_hidden_state
            return noise(noisy_latents, noisy.timesteps, text, stencils, noisy.control_scale).float()

        with devices.autocast(device):
            target, no_text = noisy.target, data.empty.expand(len(ids), -1)
            if teacher or settings["text_effect"] < 1:
                with torch.set_grad_enabled(teacher is not None):
                    free = guess(no_text)
            if settings["text_effect"] < 1:  # else all learn from what was drawn, whatever their text
                target = free.detach() + effect * (noisy.target - free.detach())
            guessed, letters = guess(ids), weights_of_letters(masks, settings["letters"])
            errors = square_errors(guessed, target, letters)
            loss = errors * weight_of(effect, settings["text_effect"])
            if teacher:
                shown = guessed[:, : teacher.channels], free[:, : teacher.channels]
                taught = teacher.noise(noisy, ids, stencils), teacher.noise(noisy, no_text, stencils)
                from_teacher, of_text = distances(shown, taught, letters)
                loss = loss + settings["taught"] * (from_teacher + settings["taught_effect"] * of_text)
        optimizer.zero_grad(set_to_none=True)
        (loss * noisy.weight).mean().backward()
        team.average_gradients(parameters)
        if torch.nn.utils.clip_grad_norm_(parameters, 1.0).isfinite():
            optimizer.step()
            average.update()
            skipped = 0
        else:  # the weights would never be numbers again, nor the checkpoint
            skipped += 1
            if skipped == MOST_SKIPPED:
                raise SystemExit(f"{skipped} gradients in a row were not finite: go on from the checkpoint, more slowly")
        pacer.count(len(latents))
        losses.add(noisy.timesteps, errors.detach(), *((from_teacher.detach(), of_text.detach()) if teacher else ()))
        if say_now():
            if team.leads:
                print(
                    f"{pacer.seconds / 60:6.1f} min {pacer.samples:8d} samples {pacer.speed:5.1f}/s {losses}",
                    flush=True,
                )
            losses = Losses(device)
        if refresh_now():
            data.refresh()
        if team.leads and save_now():
            save_checkpoint(folder, model, average)
    if team.leads:
        save_checkpoint(folder, model, average)


def start(model, settings, folder, device):
    """The model on its device with the last checkpoint's weights, its average, and whether there was a checkpoint."""
    resumed = load_checkpoint(folder, model, "average")
    model.to(device, memory_format=devices.CHANNELS_LAST)
    average = Average(model.parameters(), settings["ema"], STEPS_BEFORE if resumed else 0)
    load_checkpoint(folder, model, "raw")
    if device.type == "cpu":
        for network in (model.unet, model.controlnet):
            network.set_attn_processor(AttnProcessor())  # torch's fused attention has a slow backward there
    return average, resumed


def batch(data, settings):
    """A batch of one of the shapes in the configuration, [height, width, batch] in latents."""
    shapes, shares = settings["shapes"], np.array(settings["shares"], float)
    height, width, n = shapes[data.random.choice(len(shapes), p=shares / shares.sum())]
    return data.batch(n, height, width)


def stencils_of(masks, plain, generator):
    """Stencils float [n, 3, h, w] in [0, 1] of masks uint8 [n, h, w]: a share of `plain` white on black, the others as users
    may hand them in."""
    letters = masks[:, None].expand(-1, 3, -1, -1).float() / 255
    is_plain = torch.rand((len(masks), 1, 1, 1), generator=generator, device=masks.device) < plain
    return torch.where(is_plain, letters, control_pictures(masks, generator))


def square_errors(guessed, target, letters):
    """Mean square errors [n] of noise [n, c, h, w], each latent's with its weight in letters [n, h, w]."""
    return ((guessed - target).square().mean(1) * letters).mean((1, 2))


def distances(guessed, taught, letters):
    """Square errors [n] of pairs of noise [n, c, h, w], with a text and without: the mean of both, and that of the difference
    between them, which guidance multiplies."""
    of_both = [square_errors(of_noise, wanted, letters) for of_noise, wanted in zip(guessed, taught, strict=True)]
    return sum(of_both) / 2, square_errors(guessed[0] - guessed[1], taught[0] - taught[1], letters)


class Losses:
    """Mean squared errors by quarters of the timesteps, the least noisy first: from what was drawn, and, where there is a
    teacher, from it and from what it makes of the text."""

    NAMES = "error by noise", "from the teacher", "of the text's effect"

    def __init__(self, device):
        self.sums, self.counts = torch.zeros(3, 4, device=device), torch.zeros(4, device=device)
        self.kinds = 0

    def add(self, timesteps, *errors):
        quarters, self.kinds = timesteps // QUARTER, len(errors)
        self.counts.index_add_(0, quarters, torch.ones_like(errors[0]))
        for sums, values in zip(self.sums, errors, strict=False):
            sums.index_add_(0, quarters, values)

    def __str__(self):
        means = (self.sums / self.counts.clamp(min=1)).tolist()[: self.kinds]
        return ", ".join(
            f"{name} " + " ".join(f"{value:.{places}f}" for value in values)
            for name, values, places in zip(self.NAMES, means, (4, 5, 6), strict=False)
        )

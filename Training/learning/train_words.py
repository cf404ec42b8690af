"""Stage `words`: teaches the text encoder to read past words that it doesn't know.

People use words that no caption of the grammar has, and each of them would turn the picture a little into something else.
The encoder learns to give for a caption with such words in between what it gives for the caption alone. No picture takes part,
so minutes are enough; UNet and ControlNet stay. Goes on from the checkpoint's averaged weights.
"""

import time

import numpy as np
import torch
from drawing import captions

from learning import device as devices
from learning.average import Average
from learning.model import Model, load_checkpoint, save_checkpoint
from learning.pacing import Every, Pacer
from learning.strange_words import StrangeWords, aligned
from learning.team import run_on_cores
from learning.tokenizer import Tokenizer


def run(config, minutes):
    run_on_cores(train, config, minutes)


def train(team, config, minutes):
    settings, folder = config["words"], config["folders"]["checkpoints"]
    device = devices.prepare()
    tokenize, strange = Tokenizer(config["folders"]["tokenizer"]), StrangeWords()
    model, teacher = (Model(config, len(tokenize)) for _ in range(2))
    if not all(load_checkpoint(folder, each, "average") for each in (model, teacher)):
        raise SystemExit(f"no checkpoint in {folder}: run the stage diffusion or restore first")
    encoder, teacher = model.text_encoder.to(device), teacher.text_encoder.eval().to(device)
    random = np.random.default_rng(int(time.time()) + team.rank)
    parameters = list(encoder.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    pacer = Pacer(team, minutes, settings["learning_rate"], settings["warm_up"], settings["decay_after"])
    say_now, errors = Every(0.5), []
    while not pacer.done:
        for group in optimizer.param_groups:
            group["lr"] = pacer.rate()
        plain, mixed, places = (ids.to(device) for ids in batch(tokenize, strange, random, settings["batch"]))
        with devices.autocast(device):
            with torch.no_grad():
                states = teacher(plain).last_hidden_state
                wanted = states.gather(1, places[:, :, None].expand(-1, -1, states.shape[2]))
            error = (encoder(mixed).last_hidden_state - wanted).float().square().mean()
        optimizer.zero_grad(set_to_none=True)
        error.backward()
        team.average_gradients(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        pacer.count(len(mixed))
        errors.append(error.item())
        if team.leads and say_now():
            print(
                f"words {pacer.seconds / 60:5.1f} min {pacer.samples} captions {pacer.speed:.0f}/s "
                f"error {np.mean(errors):.4f} of states' square {states.float().square().mean().item():.3f}",
                flush=True,
            )
            errors.clear()
    if team.leads:
        save_checkpoint(folder, model, Average(model.parameters(), 1.0))


def batch(tokenize, strange, random, n):
    """Token ids of n captions, of the same with strange words in between, and the latter's places in the former: [n, 77]."""
    rows = []
    for _ in range(n):
        text = captions.sample(random).text
        rows.append(aligned(tokenize, text, strange.between(random, text)))
    return [torch.tensor(column) for column in zip(*rows, strict=True)]

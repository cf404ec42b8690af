"""Stage `text`: teaches the text encoder what captions mean, before it has ever seen a picture.

The grammar knows what each of its captions says: both materials, their colours, tone, light, framing and focus. Heads
that are thrown away afterwards read this from the encoder's last states, at the text's end and at the padding after it,
all of which the UNet attends to. The UNet then begins with texts that already tell materials apart, which it would
otherwise have to find out through noise. Writes the text encoder of the checkpoint; the networks beside it stay.
"""

import time

import numpy as np
import torch
import torch.nn.functional as F
from drawing import captions
from drawing.materials import MATERIALS
from drawing.phrases import FOCUSES, FRAMINGS, LIGHTS, TONES

from learning import device as devices
from learning.average import Average
from learning.model import Model, load_checkpoint, save_checkpoint
from learning.pacing import Every, Pacer
from learning.team import run_on_cores
from learning.tokenizer import LENGTH, Tokenizer

COLOURS = sorted({colour for material in MATERIALS.values() for colour in material.colours})
MEANINGS = {
    "lettering": list(MATERIALS),
    "surroundings": list(MATERIALS),
    "lettering_colour": ["", *COLOURS],
    "surroundings_colour": ["", *COLOURS],
    "tone": ["", *TONES],
    "light": ["", *LIGHTS],
    "framing": ["", *FRAMINGS],
    "focus": ["", *FOCUSES],
}
PLACES = 3  # where a text is read: its end, and two more behind it


class Heads(torch.nn.Module):
    """Scores of each meaning from states [..., width]."""

    def __init__(self, width):
        super().__init__()
        self.heads = torch.nn.ModuleDict({name: torch.nn.Linear(width, len(v)) for name, v in MEANINGS.items()})

    def forward(self, states):
        return {name: head(states) for name, head in self.heads.items()}


def run(config, minutes):
    run_on_cores(train, config, minutes)


def train(team, config, minutes):
    settings, folder = config["text"], config["folders"]["checkpoints"]
    device = devices.prepare()
    torch.manual_seed(settings["seed"])  # the same start in every process
    tokenize = Tokenizer(config["folders"]["tokenizer"])
    model = Model(config, len(tokenize))
    load_checkpoint(folder, model, "raw")
    encoder, heads = model.text_encoder.to(device), Heads(config["text_encoder"]["width"]).to(device)
    torch.manual_seed(int(time.time()) + team.rank)
    random = np.random.default_rng(int(time.time()) + team.rank)
    parameters = [*encoder.parameters(), *heads.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=0.0, betas=(0.9, 0.99), weight_decay=0.01, fused=True)
    pacer = Pacer(team, minutes, settings["learning_rate"], settings["warm_up"], decay_after=0.4)
    say_now, right = Every(0.5), []
    while not pacer.done:
        for group in optimizer.param_groups:
            group["lr"] = pacer.rate()
        ids, ends, meanings = batch(tokenize, random, settings["batch"])
        with devices.autocast(device):
            states = encoder(ids.to(device)).last_hidden_state
            places = read_at(ends).to(device)
            scores = heads(states.gather(1, places[:, :, None].expand(-1, -1, states.shape[2])))
        losses = []
        for name, values in meanings.items():
            expected = values.to(device)[:, None].expand(-1, PLACES)
            losses.append(F.cross_entropy(scores[name].float().flatten(0, 1), expected.flatten()))
        optimizer.zero_grad(set_to_none=True)
        torch.stack(losses).sum().backward()
        team.average_gradients(parameters)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        pacer.count(len(ids))
        right.append([(scores[name][:, 0].argmax(1).cpu() == values).float().mean() for name, values in meanings.items()])
        if say_now():
            if team.leads:
                report(pacer, right)
            right.clear()
    if team.leads:
        report(pacer, right)
        save_checkpoint(folder, model, Average(model.parameters(), 1.0))


def batch(tokenize, random, n):
    """Token ids [n, 77] of captions, the places of their ends [n], and what they mean: name to numbers [n]."""
    sampled = [captions.sample(random) for _ in range(n)]
    ids = torch.tensor([tokenize(caption.text) for caption in sampled])
    ends = (ids == len(tokenize) - 1).int().argmax(1)
    meanings = {
        name: torch.tensor([values.index(getattr(caption, name)) for caption in sampled])
        for name, values in MEANINGS.items()
    }
    return ids, ends, meanings


def read_at(ends):
    """The ends [n] and random places behind them: [n, PLACES]."""
    behind = ends[:, None] + (torch.rand(len(ends), PLACES) * (LENGTH - ends[:, None])).long()
    behind[:, 0] = ends
    return behind


def report(pacer, right):
    shares = " ".join(f"{n} {s:.0%}" for n, s in zip(MEANINGS, np.mean(right, axis=0), strict=True)) if right else ""
    print(f"text {pacer.seconds / 60:5.1f} min {pacer.samples} captions {pacer.speed:.0f}/s right: {shares}", flush=True)

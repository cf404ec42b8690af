"""Names the materials of a picture's lettering and of its surroundings.

``python -m judging.classifier train --shards FOLDER [--minutes 15] [--further]`` trains it on the drawings of the stage `draw`,
``--further`` from the weights that it has, more carefully: after a material's texture has changed;
``python -m judging.classifier test --bank FOLDER --stencils FOLDER [--count 400]`` measures it on new ones.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from drawing.drawer import Drawer
from drawing.materials import MATERIALS
from learning.device import CHANNELS_LAST, autocast, prepare
from learning.pacing import Every, Pacer
from learning.team import Team, run_on_cores

from .material_network import MaterialNetwork
from .samples import Drawings, views

NAMES = tuple(MATERIALS)
WEIGHTS = Path(__file__).with_name("classifier.safetensors")
BATCH = 24  # views a process
RATE = 3e-3
WARM_UP = 5000  # views


class Classifier:
    """The trained classifier."""

    def __init__(self, weights: Path = WEIGHTS):
        """Raises FileNotFoundError where there are no weights."""
        self._network = load(MaterialNetwork(len(NAMES)), weights).eval()

    @torch.no_grad()
    def name(self, picture: np.ndarray, mask: np.ndarray) -> tuple[str, str]:
        """(lettering, surroundings) of a picture uint8 [h, w, 3] whose mask uint8 [h, w] is 255 in the letters.

        What the whole and its parts are taken for counts by how much of the lettering, or its surroundings, each shows.
        """
        seen, masks = views(picture, mask)
        letters = masks.mean((1, 2, 3))[:, None]
        scores = zip(self._network(seen, masks), (letters, 1 - letters), strict=True)
        first, second = ((F.log_softmax(each, 1) * share).sum(0) for each, share in scores)
        return NAMES[int(first.argmax())], NAMES[int(second.argmax())]


def train(team: Team, folder: Path, minutes: float, further: bool) -> None:
    device = prepare()
    torch.manual_seed(0)  # the same start in every process
    network = MaterialNetwork(len(NAMES))
    if further:
        load(network, WEIGHTS)
    network.to(device, memory_format=CHANNELS_LAST)
    rate = RATE / 3 if further else RATE
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.02)
    torch.manual_seed(1 + team.rank)
    drawings = Drawings(folder, NAMES, seed=team.rank)
    pacer, say_now, results = Pacer(team, minutes, rate, WARM_UP, decay_after=0.2), Every(0.5), []
    while not pacer.done:
        for group in optimiser.param_groups:
            group["lr"] = pacer.rate()
        pictures, masks, labels = (each.to(device) for each in drawings.batch(BATCH))
        with autocast(device):
            scores = network(pictures, masks)
        pairs = [(each.float(), labels[:, i]) for i, each in enumerate(scores)]
        loss = sum(F.cross_entropy(each, label, label_smoothing=0.05) for each, label in pairs)
        optimiser.zero_grad()
        loss.backward()
        team.average_gradients(network.parameters())
        optimiser.step()
        pacer.count(BATCH)
        right = [(each.argmax(1) == label).float().mean().item() for each, label in pairs]
        results.append([loss.item(), *right])
        if say_now():
            drawings.refresh()
            if team.leads:
                report(pacer, results)
                save(network)
            results.clear()
    if team.leads:
        save(network)


def report(pacer: Pacer, results: list[list[float]]) -> None:
    loss, lettering, surroundings = np.mean(results, 0)
    print(
        f"{pacer.seconds / 60:5.1f} min {pacer.samples} views {pacer.speed:.0f}/s loss {loss:.3f}, "
        f"right: lettering {lettering:.1%}, surroundings {surroundings:.1%}",
        flush=True,
    )


def load(network: MaterialNetwork, weights: Path) -> MaterialNetwork:
    state = {key: value.float() for key, value in load_file(weights).items()}
    network.load_state_dict(state, strict=False)  # all but the norms' count of batches
    return network


def save(network: MaterialNetwork) -> None:
    state = {key: value.half().contiguous() for key, value in network.state_dict().items() if value.is_floating_point()}
    save_file(state, WEIGHTS)


def test(bank: Path, stencils: Path, count: int, seed: int) -> None:
    classifier, drawer = Classifier(), Drawer(bank, stencils, seed=seed)
    right = np.zeros((2, 2), int)  # lettering, surroundings; of all, of those in neutral light
    total = np.zeros(2, int)
    mistakes: dict[tuple[str, str], int] = {}
    for _ in range(count):
        drawing = drawer.draw(1, 512)
        truth = drawing.lettering[0], drawing.surroundings[0]
        named = classifier.name(drawing.pictures[0].permute(1, 2, 0).numpy(), drawing.masks[0].numpy())
        kinds = [0, 1] if not drawing.details[0].tone else [0]
        for kind in kinds:
            total[kind] += 1
            right[:, kind] += [name == true for name, true in zip(named, truth, strict=True)]
        for name, true in zip(named, truth, strict=True):
            if name != true:
                mistakes[true, name] = mistakes.get((true, name), 0) + 1
    for kind, title in enumerate(("all drawings", "drawings in neutral light")):
        inside, outside = right[:, kind] / total[kind]
        print(f"{title} ({total[kind]}): lettering {inside:.1%}, surroundings {outside:.1%}")
    for (true, name), times in sorted(mistakes.items(), key=lambda item: -item[1])[:12]:
        print(f"{true} taken for {name}: {times}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=("train", "test"))
    parser.add_argument("--shards", type=Path)
    parser.add_argument("--bank", type=Path)
    parser.add_argument("--stencils", type=Path)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--further", action="store_true")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2000)
    options = parser.parse_args()
    needed = ("shards",) if options.command == "train" else ("bank", "stencils")
    if missing := [name for name in needed if getattr(options, name) is None]:
        parser.error(f"{options.command} needs --" + " and --".join(missing))
    if options.command == "train":
        run_on_cores(train, options.shards, options.minutes, options.further)
    else:
        test(options.bank, options.stencils, options.count, options.seed)


if __name__ == "__main__":
    main()

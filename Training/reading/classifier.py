"""Names the materials of a picture's lettering and of its surroundings.

``python -m reading.classifier train --shards FOLDER [--minutes 15]`` trains it on the drawings of the stage `draw`;
``python -m reading.classifier test --bank FOLDER --stencils FOLDER [--count 400]`` measures it on new ones.
"""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from drawing.drawer import Drawer
from drawing.materials import MATERIALS

from .material_network import MaterialNetwork
from .samples import augmented, load_samples, reduced

NAMES = tuple(MATERIALS)
WEIGHTS = Path(__file__).with_name("classifier.safetensors")
BATCH = 32


class Classifier:
    """The trained classifier."""

    def __init__(self, weights: Path = WEIGHTS):
        """Raises FileNotFoundError where there are no weights."""
        self._network = MaterialNetwork(len(NAMES))
        self._network.load_state_dict({key: value.float() for key, value in load_file(weights).items()}, strict=False)
        self._network.eval()

    @torch.no_grad()
    def name(self, picture: np.ndarray, mask: np.ndarray) -> tuple[str, str]:
        """(lettering, surroundings) of a picture uint8 [h, w, 3] whose mask uint8 [h, w] is 255 in the letters."""
        pictures = reduced(torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None])
        masks = reduced(torch.from_numpy(np.array(mask))[None, None])
        inside, outside = self._network(pictures.float() / 255, masks.float() / 255)
        return NAMES[int(inside.argmax())], NAMES[int(outside.argmax())]


def train(folder: Path, minutes: float, seed: int = 0) -> None:
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)
    pictures, masks, labels = load_samples(folder, NAMES)
    network = MaterialNetwork(len(NAMES)).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=0.02)
    start, step, losses = time.monotonic(), 0, []
    while (passed := (time.monotonic() - start) / (60 * minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = 3e-3 * min(1.0, (step + 1) / 50) * 0.5 * (1 + np.cos(np.pi * passed))
        chosen = torch.randint(len(pictures), (BATCH,))
        inside, outside = network(*augmented(pictures[chosen], masks[chosen]))
        loss = F.cross_entropy(inside, labels[chosen, 0], label_smoothing=0.05)
        loss = loss + F.cross_entropy(outside, labels[chosen, 1], label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
        step += 1
        if step % 100 == 0:
            print(f"step {step}, {step * BATCH} pictures, loss {np.mean(losses[-100:]):.3f}", flush=True)
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
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=2000)
    options = parser.parse_args()
    needed = ("shards",) if options.command == "train" else ("bank", "stencils")
    if missing := [name for name in needed if getattr(options, name) is None]:
        parser.error(f"{options.command} needs --" + " and --".join(missing))
    if options.command == "train":
        train(options.shards, options.minutes)
    else:
        test(options.bank, options.stencils, options.count, options.seed)


if __name__ == "__main__":
    main()

"""Stage `evaluate`: has word2img draw the words and prompts of evaluation.toml, and judges what comes out.

A word counts as read where word2img gives its readability as 0.8 and more; materials, where the classifier names those
that the prompt asks for. Both before and after the guarantee (`--min-readability 0.8`). Pictures and word2img's reports go
to `samples/evaluation/`; what is there isn't drawn again, so the stage can be stopped and started.
"""

import itertools
import json
import subprocess
import tomllib

import numpy as np
from PIL import Image
from judging.classifier import Classifier

from learning.configuration import TRAINING
from learning.sheet import save_sheet

READABLE = 0.8
UNREADABLE = "can't be read well enough"
SHEET = 40
STRENGTHS = (0.5, 1.8, 3.0)  # of control_scale
SEEDS = 8
SEEN_AT = 64  # px at which pictures of different seeds are compared


def cases(share):
    """The evaluation's words and prompts, mixed: dicts of word, text, lettering, surroundings, seed; every 1/share-th."""
    table = tomllib.loads((TRAINING / "evaluation.toml").read_text())
    words, prompts = table["words"], table["prompts"]
    everything = []
    for index in range(len(words) * len(prompts)):
        prompt = prompts[(index + index // len(words)) % len(prompts)]
        everything.append({"word": words[index % len(words)], **prompt, "seed": 1000 + index})
    return everything[:: round(1 / share)]


def run(config):
    settings, folder = config["evaluate"], config["folders"]["samples"] / "evaluation"
    program = Program(TRAINING.parent / settings["program"], folder)
    for side in settings["sides"]:
        judge(program, cases(settings["share"]), side)
    strengths(program, cases(settings["strengths_share"]))
    variety(program, cases(1)[: settings["seeds_prompts"]])


class Program:
    """word2img, which keeps what it has drawn."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def draw(self, case, side, name, *options):
        """The picture uint8 [side, side, 3] and word2img's report; None and the error where no attempt can be read."""
        path = self.path(side, name)
        report = path.with_suffix(".json")
        if not report.exists():
            drawing = ["--prompt", case["text"], "--seed", case["seed"], "--output", path, "--json", "--quiet"]
            done = self.run("generate", "--text", case["word"], "--size", side, *drawing, *options)
            report.write_text(json.dumps({"error": done.stderr}) if done.returncode else done.stdout)
        told = json.loads(report.read_text())
        return (None if "error" in told else np.asarray(Image.open(path).convert("RGB"))), told

    def mask(self, word, side):
        """The word's stencil uint8 [side, side], 255 in the letters."""
        path = self.path(side, f"stencil-{word}")
        if not path.exists():
            self.run("stencil", "--text", word, "--size", side, "--output", path)
        return np.asarray(Image.open(path).convert("L"))

    def path(self, side, name):
        folder = self.folder / str(side)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{name}.png"

    def run(self, *arguments):
        done = subprocess.run([str(each) for each in (self.program, *arguments)], capture_output=True, text=True)
        if done.returncode and UNREADABLE not in done.stderr:
            raise SystemExit(done.stderr)
        return done


def judge(program, listed, side):
    """Prints the shares of pictures whose word is read, whose materials are named, and both."""
    classifier, results, shown = Classifier(), [], []
    for case in listed:
        mask = program.mask(case["word"], side)
        before, report = program.draw(case, side, case["seed"])
        after = before
        if readability(report) < READABLE:
            after, report_after = program.draw(
                case, side, f"{case['seed']}-guaranteed", "--min-readability", READABLE
            )
        row = {"lettering": case["lettering"]}
        for title, picture, read in (
            ("before", before, readability(report) >= READABLE),
            ("after", after, after is not None),
        ):
            lettering, surroundings = classifier.name(picture if picture is not None else before, mask)
            row[title] = {
                "word": read,
                "lettering": lettering == case["lettering"],
                "surroundings": surroundings == case["surroundings"],
                "word and lettering": read and lettering == case["lettering"],
                "taken for": lettering,
            }
        results.append(row)
        shown.append(before)
    save_sheet(program.folder / f"sheet-{side}.png", shown[:SHEET], 8, 192)
    (program.folder / f"results-{side}.json").write_text(json.dumps(results, indent=0))
    for title in ("before", "after"):
        print(f"{side} pixels, {len(results)} pictures, {title} the guarantee: {shares(results, title)}")
        for lettering in sorted({row["lettering"] for row in results}):
            rows = [row for row in results if row["lettering"] == lettering]
            taken = {row[title]["taken for"] for row in rows} - {lettering}
            print(f"  {lettering}: {shares(rows, title)}" + (f"; taken for {', '.join(sorted(taken))}" if taken else ""))


def shares(rows, title):
    measures = [name for name in rows[0][title] if name != "taken for"]
    return ", ".join(f"{name} {np.mean([row[title][name] for row in rows]):.0%}" for name in measures)


def readability(report):
    return report["outputs"][0]["reading"]["readability"]


def strengths(program, listed):
    """Prints the mean readability at several strengths of the stencil."""
    for strength in STRENGTHS:
        reports = [
            program.draw(case, 512, f"{case['seed']}-scale-{strength}", "--control-scale", strength)[1] for case in listed
        ]
        found = [readability(report) for report in reports]
        read = np.mean(np.array(found) >= READABLE)
        print(f"control_scale {strength}, {len(listed)} pictures: mean readability {np.mean(found):.2f}, read {read:.0%}")


def variety(program, listed):
    """Prints how far pictures of one prompt and different seeds are apart: the root of the mean square difference of
    two of them, reduced to 64 pixels, in levels of 255; and, to compare, of different words and prompts."""
    groups, shown = [], []
    for case in listed:
        drawn = [
            program.draw({**case, "seed": seed}, 512, f"{case['seed']}-seed-{seed}")[0] for seed in range(1, SEEDS + 1)
        ]
        shown += drawn
        groups.append([np.asarray(Image.fromarray(each).resize((SEEN_AT, SEEN_AT), Image.BOX), float) for each in drawn])
    save_sheet(program.folder / "sheet-seeds.png", shown, SEEDS, 192)
    apart = [np.mean([distance(*pair) for pair in itertools.combinations(group, 2)]) for group in groups]
    others = np.mean([distance(*pair) for pair in itertools.combinations([group[0] for group in groups], 2)])
    each = ", ".join(f"{case['lettering']} {value:.0f}" for case, value in zip(listed, apart, strict=True))
    print(f"{SEEDS} seeds are {np.mean(apart):.0f} of 255 levels apart ({each}); other words and prompts {others:.0f}")


def distance(first, second):
    return np.sqrt(np.mean((first - second) ** 2))

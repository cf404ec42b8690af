"""Says which kernel of one build is slower than another's; both take turns, for a shared machine is fast and slow by turns itself.

usage: compare.py OURS THEIRS [--rounds 5] [--size 512] [--precision bf16] [--parts step,vae,text] [--slower 0.1] [--only TEXT]

OURS and THEIRS are word2img programs. A kernel counts as slower when its median is by more than that share, and it lost all
rounds but one at most. Then the exit status is 1.
"""

import argparse
import json
import statistics
import subprocess
import sys


class Build:
    """A word2img that measures what it is asked to."""

    def __init__(self, program, options):
        command = [program, "bench", "--interactive", "--sizes", str(options.size), "--precision", options.precision]
        self.program = program
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.read()

    def ask(self, line):
        print(line, file=self.process.stdin, flush=True)
        return self.read()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"compare.py: {self.program} ended; it may be too old to measure kernels one by one")
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ours")
    parser.add_argument("theirs")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--precision", choices=("bf16", "fp32"), default="bf16")
    parser.add_argument("--parts", default="", help="parts of the whole model to compare too: step,vae,text")
    parser.add_argument("--slower", type=float, default=0.1)
    parser.add_argument("--only", default="", help="kernels whose name has this")
    options = parser.parse_args()
    if options.rounds < 3:
        parser.error("--rounds must be 3 or more")

    builds = [Build(options.ours, options), Build(options.theirs, options)]
    both = [build.ask("kernels")["kernels"] for build in builds]
    names = [name for name in both[0] if name in both[1] and options.only in name]
    lines = [part for part in options.parts.split(",") if part] + [f"kernel {name}" for name in names]
    if not lines:
        sys.exit(f"compare.py: no kernel that both builds have is named {options.only}")
    for line in lines[: len(lines) - len(names)]:  # a model's first run is no measurement
        for build in builds:
            build.ask(line)

    slower = []
    print(f"{'ours':>10} {'theirs':>10}   ours / theirs (lowest to highest)")
    for line in lines:
        pairs = []
        for turn in range(options.rounds):
            order = builds if turn % 2 == 0 else builds[::-1]
            seconds = {build: build.ask(line)["seconds"] for build in order}
            pairs.append([seconds[build] for build in builds])
        ratios = sorted(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(ratios)
        is_slower = ratio > 1 + options.slower and sum(each > 1 for each in ratios) >= options.rounds - 1
        name = line.removeprefix("kernel ")
        if is_slower:
            slower.append(name)
        print(
            f"{1e3 * ours:7.2f} ms {1e3 * theirs:7.2f} ms   {ratio:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})  "
            f"{name}{'   SLOWER' if is_slower else ''}",
            flush=True,
        )
    for build in builds:
        build.close()
    for name in both[0]:
        if name not in both[1]:
            print(f"theirs has no {name}")
    print(f"{len(slower)} of {len(lines)} slower by more than {options.slower:.0%}")
    sys.exit(1 if slower else 0)


if __name__ == "__main__":
    main()

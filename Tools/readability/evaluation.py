"""How many words of Training/evaluation.toml are read in the pictures that word2img draws of them, by material.

python Tools/readability/evaluation.py --word2img .build/release/word2img [--every 8] [--size 512] [--pictures FOLDER]
"""

import argparse
import collections
import json
import pathlib
import subprocess
import tempfile
import tomllib

TABLE = pathlib.Path(__file__).parents[2] / "Training" / "evaluation.toml"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--word2img", required=True, type=pathlib.Path)
    parser.add_argument("--every", type=int, default=8, help="one of so many")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--pictures", type=pathlib.Path, help="a folder that keeps them")
    options = parser.parse_args()
    table, read = tomllib.loads(TABLE.read_text()), collections.defaultdict(list)
    words, prompts = table["words"], table["prompts"]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.pictures or pathlib.Path(temporary)
        for index in range(0, len(words) * len(prompts), options.every):
            word, prompt = words[index % len(words)], prompts[(index + index // len(words)) % len(prompts)]
            seed = 1000 + index
            command = [options.word2img, "generate", "--text", word, "--prompt", prompt["text"], "--size", options.size,
                       "--seed", seed, "--json", "--quiet", "--output", folder / f"{seed}.png"]  # fmt: skip
            done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
            readability = json.loads(done.stdout)["outputs"][0]["reading"]["readability"]
            read[prompt["lettering"]].append(readability >= 0.8)
    for lettering, all_read in sorted(read.items()):
        print(f"{lettering}: {sum(all_read)} of {len(all_read)}")
    print(f"all: {sum(map(sum, read.values()))} of {sum(map(len, read.values()))}")


if __name__ == "__main__":
    main()

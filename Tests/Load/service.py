"""What the service itself can do on this machine: polls and durable submissions a second, times at half that load, memory.

    scripts/bench service [--seconds 5] [--jobs 100000] [--json]

The store holds `--jobs` finished jobs; workers draw nothing, but for the last figure. Ratios count: the machine's disk and neighbours show.
"""

import argparse
import base64
import json
import os
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

SLUG = "w2imgsd1.5-img2img"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Bench:
    def __init__(self, options, folder, draws=False):
        """`draws`: whether the workers draw, with the embedded model."""
        self.options, self.folder, self.port = options, folder, free_port()
        self.data = folder / "data"
        worker = [] if draws else ["--worker-program", options.worker]
        command = [options.program, "serve", "--port", self.port, "--admin-port", free_port(), "--data", self.data,
                   "--workers", 1, *worker, "--log-level", "error",
                   "--requests-per-minute", 1000000, "--queued-per-key", 1000000, "--queued-in-all", 10000000]  # fmt: skip
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)
        said = ""
        for line in self.process.stdout:
            said += line
            if "Listening" in line:
                break
        self.key = re.search(r"API key: (\S+)", said)[1]
        self.run(options.program, "keys", "credit", "1", "100000", "--data", self.data)

    def run(self, *command):
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
        return done.stdout

    def ask(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers={"x-api-key": self.key})
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("content-type", "application/json")
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.loads(response.read())

    def send(self, method, path, body=None, rate=0):
        command = [self.options.load, "send", "--port", self.port, "--method", method, "--path", path, "--key", self.key,
                   "--seconds", self.options.seconds, "--rate", rate]  # fmt: skip
        if body is not None:
            file = self.folder / "body.json"
            file.write_text(json.dumps(body))
            command += ["--body", file]
        return json.loads(self.run(*command))

    def memory(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024

    def wait(self, request):
        path = f"/v2/requests/{request}/status"
        while self.ask(path)["status"] not in ("COMPLETED", "FAILED"):
            time.sleep(0.002)

    def queue_times(self, count=20):
        """How long an idle worker takes to begin, in ms."""
        times = []
        for _ in range(count):
            job = self.ask(f"/v2/{SLUG}", self.body())
            self.wait(job["request_id"])
            times.append(1000 * self.ask(f"/v2/requests/{job['request_id']}/status")["metrics"]["queue_time"])
            time.sleep(0.05)
        return statistics.median(times)

    def body(self, prompt="word"):
        """With a stencil of 8 KB."""
        stencil = base64.b64encode(self.options.stencil.read_bytes()).decode()
        return {"prompt": prompt, "image": "data:image/png;base64," + stencil, "size": 512, "seed": 1}

    def measure(self):
        figures = {"idle worker woken in ms, median": self.queue_times()}
        job = self.ask(f"/v2/{SLUG}", self.body())["request_id"]
        self.wait(job)
        self.run(self.options.load, "fill", "--data", self.data, "--jobs", self.options.jobs, "--key", 1)
        status = f"/v2/requests/{job}/status"
        polls = self.send("GET", status)
        figures["status polls a second"] = polls["per_second"]
        half = self.send("GET", status, rate=polls["per_second"] / 2)
        figures["status poll at half that load, p99 ms"] = half["p99_ms"]
        submits = self.send("POST", f"/v2/{SLUG}", self.body("slow 3600"))
        figures["durable submits a second"] = submits["per_second"]
        for name, rate in (("half that load", submits["per_second"] / 2), ("500 a second", 500)):
            part = self.send("POST", f"/v2/{SLUG}", self.body("slow 3600"), rate=rate)
            figures[f"submit at {name}, p99 ms"] = part["p99_ms"]
        figures["failures"] = polls["failures"] + half["failures"] + submits["failures"] + part["failures"]
        figures["memory of the server, MB"] = self.memory()
        figures["finished jobs in the store"] = self.options.jobs
        return figures

    def measure_beside_drawing(self):
        job = self.ask(f"/v2/{SLUG}", self.body() | {"size": 1024, "num_inference_steps": 100})["request_id"]
        status = f"/v2/requests/{job}/status"
        while self.ask(status).get("step", 0) < 1:
            time.sleep(0.05)
        polls = self.send("GET", status, rate=200)
        if self.ask(status)["status"] != "PROCESSING":
            raise SystemExit("the job ended before the polls did: use fewer --seconds")
        return {"status poll while a picture is drawn, p99 ms": polls["p99_ms"]}

    def stop(self):
        self.process.kill()
        self.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("program", "worker", "load", "stencil"):
        parser.add_argument(f"--{name}", required=True, type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--jobs", type=int, default=100000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="word2img-load-", dir=os.environ.get("WORD2IMG_BENCH_FOLDER")) as folder:
        figures = {}
        for draws, measure in ((False, Bench.measure), (True, Bench.measure_beside_drawing)):
            place = pathlib.Path(folder, "drawing" if draws else "queue")
            place.mkdir()
            bench = Bench(options, place, draws)
            try:
                figures |= measure(bench)
            finally:
                bench.stop()
    if options.json:
        json.dump(figures, sys.stdout)
    else:
        for name, value in figures.items():
            print(f"{name:42} {value:12,.1f}")


if __name__ == "__main__":
    main()

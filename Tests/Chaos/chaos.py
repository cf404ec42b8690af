"""Kills server and workers at random while many keys submit jobs, fills the disk once, and checks that nothing is lost.

    scripts/chaos [--jobs 1000] [--keys 20] [--kills 50] [--workers 2] [--seed 1]

The workers draw nothing (20 ms a job). Clients behave as good clients do: they send an idempotency key, and send a request
again when they get no answer. In the end every job must have ended exactly once, every charge must belong to a COMPLETED
job, the books must agree, no file may be left that nobody needs, and no process.
"""

import argparse
import base64
import concurrent.futures
import http.client
import json
import os
import pathlib
import random
import re
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib

SLUG = "w2imgsd1.5-img2img"
TERMINAL = ("COMPLETED", "FAILED")


def png(side=64):
    """A white square."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xff" * side for _ in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Server:
    """The program, started again whenever it is killed."""

    def __init__(self, program, worker, data, workers):
        self.port, self.admin_port = free_port(), free_port()
        self.data = data
        self.command = [program, "serve", "--port", self.port, "--admin-port", self.admin_port, "--data", data,
                        "--workers", workers, "--worker-program", worker, "--blob-grace", 5, "--log-level", "error",
                        "--requests-per-minute", 1000000, "--queued-per-key", 100000]  # fmt: skip
        self.log = open(data.parent.parent / "log", "a")
        self.lock = threading.Lock()
        self.said = ""
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            list(map(str, self.command)), stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        for line in self.process.stdout:
            self.said += line
            if "Listening" in line:
                return
        raise SystemExit("the server did not start: " + pathlib.Path(self.log.name).read_text()[-2000:])

    def kill(self):
        with self.lock:
            self.process.kill()
            self.process.wait()
            self.start()

    def children(self):
        """Of all its threads: a child belongs to the thread that started it."""
        try:
            lists = [file.read_text() for file in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/children")]
        except OSError:
            return []
        return [int(child) for text in lists for child in text.split()]

    def ask(self, method, path, key, body=None, headers=(), admin=False):
        """Status and JSON; (0, {}) when there is no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.admin_port if admin else self.port, timeout=10)
        try:
            send = {"x-api-key": key, "content-type": "application/json", **dict(headers)}
            connection.request(method, path, json.dumps(body) if body is not None else None, send)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError):
            return 0, {}
        finally:
            connection.close()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Run:
    def __init__(self, options, data, small_disk):
        self.options, self.random, self.small_disk = options, random.Random(options.seed), small_disk
        self.server = Server(options.program, options.worker, data / "server", options.workers)
        self.admin = re.search(r"Admin key: (\S+)", self.server.said)[1]
        self.keys = [self.make_key(index) for index in range(options.keys)]
        self.stencil = "data:image/png;base64," + base64.b64encode(png()).decode()
        self.ids, self.problems = {}, []
        self.done = threading.Event()

    def make_key(self, index):
        status, answer = self.server.ask(
            "POST", "/admin/keys", self.admin, {"name": f"key {index}", "credits": 100}, admin=True
        )
        assert status == 201, answer
        return answer["key"], answer["id"]

    def submit(self, number):
        """Until there is an answer: the idempotency key makes one job of it, however often it is sent."""
        key = self.keys[number % len(self.keys)][0]
        prompt = "fail" if number % 50 == 7 else "word"
        body = {"prompt": prompt, "image": self.stencil, "size": 512, "seed": number, "samples": 1 + number % 3}
        while True:
            status, answer = self.server.ask(
                "POST", f"/v2/{SLUG}", key, body, {"idempotency-key": f"job {number}"}.items()
            )
            if status == 200:
                self.ids[number] = answer["request_id"]
                return
            if status not in (0, 429, 500, 503):
                self.problems.append(f"job {number} was refused with {status}: {answer}")
                return
            time.sleep(0.2)

    def harass(self):
        """Kills, one after the other, a worker twice as often as the server; fills the disk half way."""
        for number in range(self.options.kills):
            time.sleep(self.random.uniform(0.1, 0.6))
            children = self.server.children()
            if children and self.random.random() < 0.67:
                try:
                    os.kill(self.random.choice(children), signal.SIGKILL)
                except ProcessLookupError:
                    pass
            else:
                self.server.kill()
            if self.small_disk and number == self.options.kills // 2:
                fill(self.server.data.parent, 2)
        self.done.set()

    def go(self):
        start = time.monotonic()
        killer = threading.Thread(target=self.harass)
        killer.start()
        with concurrent.futures.ThreadPoolExecutor(16) as clients:
            list(clients.map(self.submit, range(self.options.jobs)))
        killer.join()
        states = self.wait(start + self.options.seconds)
        return states, time.monotonic() - start

    def wait(self, deadline):
        """The states of all jobs when they have ended."""
        states = {}
        while len(states) < len(self.ids):
            if time.monotonic() > deadline:
                self.problems.append(f"{len(self.ids) - len(states)} jobs have not ended in time")
                return states
            for number, identifier in self.ids.items():
                if number not in states:
                    key = self.keys[number % len(self.keys)][0]
                    _, answer = self.server.ask("GET", f"/v2/requests/{identifier}/status", key)
                    if answer.get("status") in TERMINAL:
                        states[number] = answer
            time.sleep(0.2)
        return states

    def check(self, states):
        """Everything that must hold once all is quiet."""
        status, audit = self.server.ask("GET", "/admin/audit", self.admin, admin=True)
        if status != 200 or not audit["agrees"]:
            self.problems.append(f"the books disagree: {audit}")
        if len(set(self.ids.values())) != len(self.ids):
            self.problems.append("two jobs have one id")
        database = sqlite3.connect(f"file:{self.server.data}/word2img.sqlite?mode=ro", uri=True)
        rows = dict(database.execute("SELECT id, state FROM job"))
        if set(rows) != set(self.ids.values()):
            self.problems.append(f"{len(rows)} jobs are in the store, {len(self.ids)} were accepted")
        charged = {job for (job,) in database.execute("SELECT job_id FROM ledger WHERE kind = 'charge'")}
        completed = {identifier for identifier, state in rows.items() if state == "COMPLETED"}
        if charged != completed:
            self.problems.append(f"{len(charged ^ completed)} jobs are charged and not COMPLETED, or the other way round")
        for number, state in states.items():
            expected = "FAILED" if number % 50 == 7 else "COMPLETED"
            lost = state.get("code") == "worker_lost"
            if state["status"] != expected and not lost:
                self.problems.append(f"job {number} is {state}, not {expected}")
        deadline = time.monotonic() + 60
        while True:
            known = {name for (name,) in database.execute("SELECT name FROM blob")}
            found = {file.name for file in (self.server.data / "blobs").iterdir()}
            if known == found:
                break
            if time.monotonic() > deadline:
                self.problems.append(f"{len(found - known)} files belong to nobody, {len(known - found)} are missing")
                break
            time.sleep(1)
        return len(completed), len(rows)

    def stop(self):
        offspring = self.server.children()
        if not offspring:
            self.problems.append("the server has no workers")
        self.server.process.terminate()
        if self.server.process.wait(60) != 0:
            self.problems.append("the server did not leave in order")
        time.sleep(0.5)
        left = [child for child in offspring if pathlib.Path(f"/proc/{child}").exists()]
        left += [p for p in processes() if str(self.server.data) in p]
        if left:
            self.problems.append(f"processes are left: {left}")


def processes():
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            yield path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            pass


def mount_small_disk(folder):
    """A disk that can be filled without harm; False where we may not mount one."""
    command = ["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def fill(folder, seconds):
    """No room is left on the disk for a while."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * (1 << 16))
        except OSError:
            pass
    time.sleep(seconds)
    path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--worker", required=True, type=pathlib.Path)
    for name, value in {"jobs": 1000, "keys": 20, "kills": 50, "workers": 2, "seed": 1, "seconds": 600}.items():
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="word2img-chaos-") as folder:
        data = pathlib.Path(folder) / "data"
        data.mkdir()
        small_disk = mount_small_disk(data)
        try:
            run = Run(options, data, small_disk)
            try:
                states, seconds = run.go()
                completed, jobs = run.check(states)
            finally:
                run.stop()
        finally:
            if small_disk:
                subprocess.run(["umount", "--lazy", data], check=False)
    retried = sum(1 for state in states.values() if state["metrics"].get("retry_count"))
    print(
        f"{jobs} jobs of {options.keys} keys in {seconds:.0f} s: {completed} completed, {jobs - completed} failed, "
        f"{retried} ended after a retry; {options.kills} kills, "
        f"{'the disk was full once' if run.small_disk else 'no disk was filled: only root may mount one'}"
    )
    for problem in run.problems:
        print(f"PROBLEM: {problem}")
    sys.exit(1 if run.problems else 0)


if __name__ == "__main__":
    main()

"""A server of the tests' own: the real program, its embedded model, one worker, a data folder that goes with it."""

import json
import os
import re
import socket
import subprocess
import time

import httpx
import pytest

PROGRAM = os.environ["WORD2IMG_PROGRAM"]
SLUG = "w2imgsd1.5-img2img"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """Runs `word2img serve`; `key` is the API key and `admin` the operator's that its first start printed."""

    def __init__(self, folder, *arguments):
        self.folder = folder
        self.port, self.admin_port = free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.admin_base = f"http://127.0.0.1:{self.admin_port}"
        self.log = open(folder / "log", "a+")
        options = ["--port", self.port, "--admin-port", self.admin_port, "--data", folder / "data", *arguments]
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *map(str, options)], stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        self.output = ""
        deadline = time.monotonic() + 60
        while "Listening" not in self.output:
            line = self.process.stdout.readline()
            assert line or self.process.poll() is None, f"the server ended: {self.said()}"
            assert time.monotonic() < deadline, f"the server does not listen: {self.said()}"
            self.output += line
        self.key, self.admin = (
            (re.search(rf"{name}: (SG_[0-9a-f]{{16}})", self.output) or [None, None])[1] for name in ("API key", "Admin key")
        )

    def said(self):
        self.log.flush()
        self.log.seek(0)
        return self.output + self.log.read()

    def http(self, key=None):
        return httpx.Client(base_url=self.base, headers={"x-api-key": key or self.key}, timeout=120)

    def program(self, *arguments):
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def stop(self):
        """SIGTERM, and a clean end."""
        self.process.terminate()
        assert self.process.wait(60) == 0, self.said()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def stencil(server, tmp_path_factory):
    """A picture of a word, as a data URI."""
    import base64

    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (512, 512), "black")
    drawing = ImageDraw.Draw(picture)
    for left in (60, 200, 340):
        drawing.rectangle([left, 130, left + 60, 380], fill="white")
        drawing.rectangle([left, 320, left + 110, 380], fill="white")
    path = tmp_path_factory.mktemp("stencil") / "word.png"
    picture.save(path)
    return {
        "path": path,
        "uri": "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode(),
    }

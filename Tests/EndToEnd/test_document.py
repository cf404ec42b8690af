"""Schemathesis, from the served document: no fault of ours, and no answer that the document does not have."""

import subprocess
import sys
from pathlib import Path

from conftest import PROGRAM, Server

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,unsupported_method,ignored_auth"


def test_schemathesis_finds_nothing(tmp_path):
    # Workers that draw nothing: some of the pictures that are tried are pictures.
    worker = Path(PROGRAM).with_name("FakeWorker")
    server = Server(tmp_path, "--worker-program", worker, "--requests-per-minute", "1000000")
    try:
        done = subprocess.run(
            [Path(sys.executable).with_name("schemathesis"), "run", f"{server.base}/openapi.yaml",
             "--header", f"x-api-key: {server.key}", "--checks", CHECKS, "--phases", "examples,coverage,fuzzing",
             "--max-examples", "30", "--seed", "1", "--exclude-operation-id", "followEvents"],
            cwd=tmp_path,
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-6000:]
    finally:
        server.stop()

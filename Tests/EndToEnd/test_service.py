"""What operators and clients of the HTTP API rely on, on the real program."""

import json
import os
import signal
import time
from pathlib import Path

import httpx
import pytest
from conftest import SLUG, Server


def parameters(stencil, **changes):
    return {"prompt": "molten gold", "image": stencil["uri"], "size": 512, "seed": 7} | changes


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def children(pid):
    """Of all its threads: a child belongs to the thread that started it."""
    lists = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for text in lists for child in text.split()]


def test_credits_are_charged_for_success_alone(server, stencil):
    made = server.program("keys", "create", "--data", server.folder / "data", "--credits", "1", "--json")
    with server.http(made["key"]) as http:
        cost = http.post(f"/v2/{SLUG}/estimate", json={"prompt": "x", "size": 512}).json()["cost"]
        http.post(f"/v1/{SLUG}", json=parameters(stencil)).raise_for_status()
        garbage = http.post(f"/v1/{SLUG}", json=parameters(stencil, image="data:image/png;base64,aGVsbG8="))
        assert garbage.status_code == 400
        assert http.get("/v1/get-user-credits").json()["credits"] == pytest.approx(1 - cost, abs=1e-9)
        history = http.get("/inference-request/request-history").json()
        assert [row["model_status"] for row in history["data"]] == ["COMPLETED"]
    audit = httpx.get(f"{server.admin_base}/admin/audit", headers={"x-api-key": server.admin}).json()
    assert audit == {"agrees": True, "faults": []}


def processor_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_who_waits_takes_nothing_from_who_draws(server, stencil):
    with server.http() as http:
        before, began = processor_seconds(server.process.pid), time.monotonic()
        http.post(f"/v1/{SLUG}", json=parameters(stencil)).raise_for_status()
        share = (processor_seconds(server.process.pid) - before) / (time.monotonic() - began)
    assert share < 0.25  # of one processor; a busy machine makes it less


def test_a_form_with_a_file(server, stencil):
    with server.http() as http:
        answer = http.post(
            f"/v1/{SLUG}", data={"prompt": "ice", "size": "512"}, files={"image": stencil["path"].open("rb")}
        )
        assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg"


def test_events_show_the_picture_growing(server, stencil):
    with server.http() as http:
        job = http.post(f"/v2/{SLUG}", json=parameters(stencil, size=768, num_inference_steps=50)).json()
        names, last = [], {}
        with http.stream("GET", f"/v2/requests/{job['request_id']}/events") as stream:
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    names.append(line.removeprefix("event: "))
                elif line.startswith("data: ") and names[-1] == "status":
                    last = json.loads(line.removeprefix("data: "))
        assert last["status"] == "COMPLETED" and "preview" in names


def test_cancel_stops_a_running_job_within_a_step(server, stencil):
    with server.http() as http:
        job = http.post(f"/v2/{SLUG}", json=parameters(stencil, size=1024, num_inference_steps=100)).json()
        url = f"/v2/requests/{job['request_id']}"
        wait_for(lambda: http.get(f"{url}/status").json().get("step"))
        assert http.delete(url).json()["code"] == "cancelled"
        next_job = http.post(f"/v1/{SLUG}", json=parameters(stencil))
        assert next_job.status_code == 200


def test_private_addresses_are_not_fetched(server, stencil):
    with server.http() as http:
        for url in ("http://127.0.0.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/"):
            answer = http.post(f"/v2/{SLUG}", json=parameters(stencil, image=url))
            assert answer.status_code == 400 and answer.json()["code"] == "image_not_fetched", url


def test_metrics(server):
    text = httpx.get(f"{server.admin_base}/metrics").text
    assert 'word2img_workers 1\n' in text
    assert httpx.get(f"{server.base}/metrics").status_code != 200


def test_a_killed_worker_loses_no_job(tmp_path, stencil):
    server = Server(tmp_path)
    try:
        with server.http() as http:
            job = http.post(f"/v2/{SLUG}", json=parameters(stencil, size=768, num_inference_steps=40)).json()
            status = f"/v2/requests/{job['request_id']}/status"
            wait_for(lambda: http.get(status).json().get("step"))
            worker = wait_for(lambda: [c for c in children(server.process.pid) if b"work" in cmdline(c)])[0]
            os.kill(worker, signal.SIGKILL)
            done = wait_for(lambda: (s := http.get(status).json())["status"] == "COMPLETED" and s, 120)
            assert done["metrics"]["retry_count"] == 1
    finally:
        server.stop()


def test_a_killed_server_leaves_no_orphan_and_goes_on(tmp_path, stencil):
    server = Server(tmp_path)
    with server.http() as http:
        job = http.post(f"/v2/{SLUG}", json=parameters(stencil, size=768, num_inference_steps=40)).json()
        wait_for(lambda: http.get(f"/v2/requests/{job['request_id']}/status").json().get("step"))
    offspring = children(server.process.pid)
    assert len(offspring) >= 2, "a worker and a decoder"
    server.process.kill()
    server.process.wait()
    wait_for(lambda: not any(os.path.exists(f"/proc/{child}") for child in offspring), 30)
    again = Server(tmp_path)
    try:
        assert again.key is None, "keys are shown once"
        with again.http(server.key) as http:
            status = f"/v2/requests/{job['request_id']}/status"
            wait_for(lambda: http.get(status).json()["status"] == "COMPLETED", 120)
    finally:
        again.stop()


def cmdline(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read()
    except FileNotFoundError:
        return b""

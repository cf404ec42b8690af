"""Webhooks: signed, sent again until they are taken, logged."""

import base64
import hashlib
import hmac
import http.server
import json
import threading

import pytest
from conftest import SLUG, Server
from test_service import parameters, wait_for


class Receiver(http.server.HTTPServer):
    """Takes nothing the first time."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append((dict(self.headers.items()), body))
        self.send_response(500 if len(self.server.got) == 1 else 204)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.shutdown()


def test_a_webhook_is_signed_and_repeated(tmp_path, stencil, receiver):
    server = Server(tmp_path, "--fetch-allow", "127.0.0.1")
    try:
        made = server.program("keys", "create", "--data", tmp_path / "data", "--credits", "1", "--json")
        with server.http(made["key"]) as http:
            hook = f"http://127.0.0.1:{receiver.server_port}/hook"
            job = http.post(f"/v2/{SLUG}", json=parameters(stencil, webhook=hook)).json()
            wait_for(lambda: len(receiver.got) >= 2)
            log = wait_for(
                lambda: (found := http.get(f"/v2/requests/{job['request_id']}/webhook").json())["state"] == "delivered"
                and found
            )
            assert [attempt["status"] for attempt in log["attempts"]] == [500, 204]
            assert json.loads(receiver.got[1][1])["output"] == http.get(f"/v2/requests/{job['request_id']}").json()["output"]
    finally:
        server.stop()
    secret = base64.b64decode(made["webhook_secret"].removeprefix("whsec_"))
    for headers, body in receiver.got:
        signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
        code = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{code}"
    assert receiver.got[0][0]["webhook-id"] == receiver.got[1][0]["webhook-id"]

"""The published Python package against our server: nothing is changed but where the client points."""

import io

import httpx
import pytest
import segmind
from conftest import SLUG
from PIL import Image
from segmind import SegmindClient
from segmind.exceptions import SegmindError
from segmind.files import Files
from segmind.v2 import InferenceFailed, InferenceTimeout

PROMPT = "top-view, A mouth-watering pizza topped with gooey cheese and fresh ingredients,Food Photography"


@pytest.fixture
def client(server):
    return SegmindClient(api_key=server.key, base_url=f"{server.base}/v1", timeout=120)


def parameters(stencil, **changes):
    return {"prompt": PROMPT, "image": stencil["uri"], "size": 512, "seed": 6130473235} | changes


def opened(data):
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def test_the_module_runs(server, client, stencil):
    segmind._default_client = client
    result = segmind.run(SLUG, **parameters(stencil))
    assert result["status"] == "COMPLETED"
    assert opened(httpx.get(result["output"]).content).size == (512, 512)
    assert result["metrics"]["inference_time"] > 0
    assert result["seed"] == "6130473235"


def test_run_sync_answers_a_picture(client, stencil):
    response = client.run_sync(SLUG, **parameters(stencil, scheduler="dpmpp_2m"))
    assert response.headers["content-type"] == "image/jpeg"
    assert opened(response.content).format == "JPEG"
    assert response.headers["x-seed-value"] == "6130473235"


@pytest.mark.parametrize("base", ["", "/v1"])
def test_any_base_url(server, stencil, base):
    client = SegmindClient(api_key=server.key, base_url=server.base + base, timeout=120)
    assert client.run_sync(SLUG, **parameters(stencil)).status_code == 200


def test_submit_and_wait(client, stencil):
    job = client.submit_async(SLUG, **parameters(stencil, samples=2, base64=True))
    assert job.submit_response["status"] == "QUEUED"
    result = job.wait(timeout=300, interval=0.2)
    assert len(result["output"]) == 2
    assert [image["seed"] for image in result["images"]] == ["6130473235", "6130473236"]


def test_waiting_can_time_out(client, stencil):
    job = client.submit_async(SLUG, **parameters(stencil, size=1024, num_inference_steps=100))
    with pytest.raises(InferenceTimeout):
        job.wait(timeout=0.1, interval=0.05)
    client._client.delete(f"{job.status_url.removesuffix('/status')}").raise_for_status()
    with pytest.raises(InferenceFailed) as failed:
        job.wait(timeout=60, interval=0.2)
    assert failed.value.status_body["code"] == "cancelled" and failed.value.detail


def test_errors_have_their_detail(server, client, stencil):
    with pytest.raises(SegmindError) as error:
        client.submit_async(SLUG, **parameters(stencil, guidance_scale=99))
    assert error.value.status == 400 and "guidance_scale is 99" in error.value.detail
    with pytest.raises(SegmindError) as error:
        client.run_sync("another-model", prompt="x")
    assert error.value.status == 404
    stranger = SegmindClient(api_key="SG_0123456789abcdef", base_url=f"{server.base}/v1")
    with pytest.raises(SegmindError) as error:
        stranger.run_sync(SLUG, **parameters(stencil))
    assert error.value.status == 401


def test_files_are_uploaded_and_used(server, client, stencil, monkeypatch):
    monkeypatch.setattr(Files, "STORAGE_BASE_URL", server.base)
    uploaded = client.files.upload(stencil["path"])
    assert uploaded["message"]
    result = client.run(SLUG, **parameters(stencil, image=uploaded["file_urls"][0]))
    assert result["status"] == "COMPLETED"


def test_the_same_seed_is_the_same_picture(client, stencil):
    first, second = (client.run_sync(SLUG, **parameters(stencil, output_format="png")).content for _ in range(2))
    assert opened(first).tobytes() == opened(second).tobytes()
    other = client.run_sync(SLUG, **parameters(stencil, output_format="png", seed=1)).content
    assert opened(first).tobytes() != opened(other).tobytes()


@pytest.mark.parametrize(("size", "form"), [(768, "webp"), (1024, "jpeg")])
def test_larger_sizes(client, stencil, size, form):
    response = client.run_sync(SLUG, **parameters(stencil, size=size, output_format=form))
    picture = opened(response.content)
    assert picture.size == (size, size) and picture.format == form.upper()

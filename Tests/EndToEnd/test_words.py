"""The word as an input, on the real program: lettered, drawn, read, guaranteed, tried out, packed and made again."""

import io
import json
import struct
import zipfile

import pytest
from conftest import SLUG, Server
from PIL import Image

WORD = {"text": "GOLD", "prompt": "shiny gold on black marble", "size": 512, "seed": 3}


def finished(http, answer):
    """The result of a request that was just submitted."""
    answer.raise_for_status()
    with http.stream("GET", f"/v2/requests/{answer.json()['request_id']}/events") as stream:
        for _ in stream.iter_lines():
            pass
    return http.get(answer.json()["response_url"])


def test_a_word_instead_of_a_picture(server):
    with server.http() as http:
        result = finished(http, http.post(f"/v2/{SLUG}", json=WORD)).json()
        image = result["images"][0]
        assert 0 <= image["readability"] <= 1
        assert [letter["text"] for letter in image["letters"]] == list("GOLD")
        assert image["recipe"]["text"] == "GOLD" and len(image["recipe"]["picture_sha256"]) == 64
        both = http.post(f"/v2/{SLUG}", json=WORD | {"image": "aGVsbG8="})
        assert both.status_code == 400 and "image" in both.json()["error"]


def test_the_published_behaviour_stays(server, stencil):
    with server.http() as http:
        result = finished(http, http.post(f"/v2/{SLUG}", json={"prompt": "gold", "image": stencil["uri"], "size": 512}))
        assert "readability" not in result.json()["images"][0] and "attempts" not in result.json()


def test_a_guarantee_that_can_not_be_kept_costs_nothing(server):
    with server.http() as http:
        before = http.get("/v1/get-user-credits").json()["credits"]
        # Nobody can read a word that is not steered by its stencil.
        hopeless = WORD | {"control_scale": 0, "min_readability": 0.9, "max_attempts": 2}
        answer = finished(http, http.post(f"/v2/{SLUG}", json=hopeless))
        assert answer.status_code == 422, answer.text
        body = answer.json()
        assert body["code"] == "unreadable" and len(body["attempts"]) == 2
        preview = Image.open(io.BytesIO(http.get(body["preview"]).content))
        assert max(preview.size) == 256
        assert http.get("/v1/get-user-credits").json()["credits"] == before


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 10_000}, "text"),
        ({"text": "A\u0007B"}, "text"),
        ({"font": "No Such Font"}, "No Such Font"),
        ({"text": "\U000f0000"}, "text"),
    ],
)
def test_bad_words_are_refused_with_what_to_do(server, changes, named):
    with server.http() as http:
        answer = http.post(f"/v2/{SLUG}", json=WORD | changes)
        assert answer.status_code == 400 and named in answer.json()["error"], answer.text


def test_a_picture_as_long_as_a_street_is_refused(server):
    strip = io.BytesIO()
    Image.new("L", (20_000, 1), 255).save(strip, "PNG")
    with server.http() as http:
        answer = http.post(f"/v1/{SLUG}", data={"prompt": "gold"}, files={"image": ("strip.png", strip.getvalue())})
        assert answer.status_code == 400 and answer.json()["code"] == "invalid_image", answer.text


def test_what_the_picture_says_must_be_what_is_expected(server):
    with server.http() as http:
        stencil = http.post("/v2/stencil", json={"text": "HELLO", "size": 512}).content
        files = {"image": ("word.png", stencil)}
        wrong = http.post(f"/v2/{SLUG}", data={"prompt": "gold", "size": 512, "expect": "WORLD"}, files=files)
        assert wrong.status_code == 400 and "HELLO" in wrong.json()["error"], wrong.text
        right = http.post(f"/v2/{SLUG}", data={"prompt": "gold", "size": 512, "expect": "HELLO"}, files=files)
        assert "readability" in finished(http, right).json()["images"][0]


def test_stencils_fonts_and_looks(server):
    with server.http() as http:
        png = http.post("/v2/stencil", json={"text": "ÄRA", "size": "520x776", "layout": "arc"}).content
        assert struct.unpack(">II", png[16:24]) == (520, 776)
        svg = http.post("/v2/stencil", json={"text": "ÄRA", "output_format": "svg"})
        assert svg.headers["content-type"] == "image/svg+xml" and svg.text.lstrip().startswith("<")
        fonts = http.get("/v2/fonts").json()["fonts"]
        sample = next(font["sample_url"] for font in fonts if font["family"] == "DejaVu Sans")
        assert http.get(sample).content.startswith(b"\x89PNG")
        presets = http.get("/v2/presets").json()["presets"]
        assert len(presets) >= 24
        for preset in presets:
            picture = Image.open(io.BytesIO(http.get(preset["sample_url"]).content))
            assert picture.format == "WEBP" and picture.width == picture.height


def test_a_ladder_and_its_cell_in_full(server):
    with server.http() as http:
        ladder = WORD | {"control_scales": [1, 2.5], "control_starts": [0.05, 0.3], "draft_steps": 4}
        result = finished(http, http.post(f"/v2/{SLUG}/ladder", json=ladder)).json()
        assert Image.open(io.BytesIO(http.get(result["output"]).content)).format == "PNG"
        cells = result["cells"]
        assert [(cell["control_scale"], cell["control_start"]) for cell in cells] == [
            (1, 0.05), (1, 0.3), (2.5, 0.05), (2.5, 0.3),
        ]  # fmt: skip
        full = finished(http, http.post(f"/v2/{SLUG}", json=cells[2]["request"])).json()
        recipe = full["images"][0]["recipe"]
        assert (recipe["control_scale"], recipe["num_inference_steps"], recipe["text"]) == (2.5, 25, "GOLD")


def test_a_pack(server):
    with server.http() as http:
        body = WORD | {"text": "SALE", "formats": ["square", "640x256"]}
        result = finished(http, http.post(f"/v2/{SLUG}", json=body)).json()
        archive = zipfile.ZipFile(io.BytesIO(http.get(result["output"]).content))
        names = archive.namelist()
        assert sorted(names) == sorted(
            f"{folder}/{name}.{ending}"
            for name in ("square", "640x256")
            for folder, ending in (("pictures", "png"), ("stencils", "png"), ("cut-outs", "png"), ("recipes", "json"))
        )
        sizes = {name: Image.open(io.BytesIO(archive.read(f"pictures/{name}.png"))).size for name in ("square", "640x256")}
        assert sizes == {"square": (768, 768), "640x256": (640, 256)}
        cut_out = Image.open(io.BytesIO(archive.read("cut-outs/640x256.png")))
        assert cut_out.mode == "RGBA" and cut_out.getchannel("A").getextrema() == (0, 255)
        assert json.loads(archive.read("recipes/square.json"))["signature"]


def test_a_picture_is_the_same_again(server, tmp_path):
    with server.http() as http:
        result = finished(http, http.post(f"/v2/{SLUG}", json=WORD | {"output_format": "png"})).json()
        recipe = result["images"][0]["recipe"]
        assert http.post("/v2/verify", json={"recipe": recipe}).json()["is_ours"] is True
        assert http.post("/v2/verify", json={"recipe": recipe | {"seed": 4}}).json()["is_ours"] is False
        again = finished(http, http.post("/v2/replay", json={"recipe": recipe})).json()
        assert again["replay"] == {"identical": True, "differences": []}
        another = finished(http, http.post("/v2/replay", json={"recipe": recipe | {"model": "0" * 64}}))
        assert another.status_code == 422 and another.json()["code"] == "not_reproducible"


def test_only_so_many_hopeless_requests_a_day(tmp_path):
    server = Server(tmp_path, "--unreadable-per-day", "1", "--workers", "0")
    with server.http() as http:
        assert http.post(f"/v2/{SLUG}", json=WORD | {"min_readability": 0.8}).status_code == 200
        refused = http.post(f"/v2/{SLUG}", json=WORD | {"min_readability": 0.8})
        assert refused.status_code == 429 and refused.json()["code"] == "too_many_unreadable"
    server.stop()

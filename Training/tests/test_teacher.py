import pytest
import torch
from learning.average import Average
from learning.model import Model, save_checkpoint
from learning.noising import NoisySamples
from learning.teacher import Teacher

VOCABULARY = 50


def config(folder, latent_channels):
    return {
        "folders": {"teacher": folder / "teacher"},
        "vae": {"latent_channels": latent_channels},
        "text_encoder": {"width": 32, "layers": 1, "heads": 2},
        "unet": {"channels": [32, 32, 32, 32], "heads": [1, 1, 1, 1], "condition_channels": [4, 4, 8, 8]},
    }


def test_a_teacher_says_of_the_first_channels_what_the_narrower_model_says(tmp_path):
    torch.manual_seed(0)
    narrow = Model(config(tmp_path, 3), VOCABULARY).eval()
    average = Average(narrow.parameters(), 0.9)
    save_checkpoint(tmp_path / "teacher", narrow, average)
    latents, timesteps, scale = torch.randn(2, 5, 8, 8), torch.tensor([10, 900]), torch.tensor([1.0, 0.0])
    ids, stencils = torch.randint(VOCABULARY, (2, 77)), torch.rand(2, 3, 64, 64)
    noisy = NoisySamples(latents, torch.zeros_like(latents), timesteps, scale, torch.ones(2))

    teacher = Teacher(config(tmp_path, 5), VOCABULARY, torch.device("cpu"))
    taught = teacher.noise(noisy, ids, stencils)

    with torch.no_grad():
        text = narrow.text_encoder(ids).last_hidden_state
        expected = narrow.noise(latents[:, :3], timesteps, text, stencils, scale)
    assert teacher.channels == 3 and not taught.requires_grad
    assert taught.shape == (2, 3, 8, 8) and taught.std() > 0.01
    assert torch.allclose(taught, expected, atol=1e-4)


def test_without_one_it_is_said_where_it_comes_from(tmp_path):
    with pytest.raises(SystemExit, match="the stage widen keeps one"):
        Teacher(config(tmp_path, 5), VOCABULARY, torch.device("cpu"))

import torch
from learning.train_diffusion import Losses, distances, square_errors


def test_errors_within_the_letters_count_as_much_as_they_weigh():
    guessed, target = torch.zeros(2, 3, 4, 4), torch.zeros(2, 3, 4, 4)
    guessed[0, :, 0, 0] = 2
    letters = torch.ones(2, 4, 4)
    letters[:, 0, 0] = 5
    assert square_errors(guessed, target, letters).tolist() == [4 * 5 / 16, 0]


def test_what_the_text_makes_of_the_noise_is_told_from_the_noise():
    torch.manual_seed(0)
    with_text, without, off = (torch.randn(2, 3, 4, 4) for _ in range(3))
    letters = torch.ones(2, 4, 4)

    of_noise, of_text = distances((with_text + off, without + off), (with_text, without), letters)
    assert torch.allclose(of_noise, off.square().mean((1, 2, 3))) and of_text.max() < 1e-10

    of_noise, of_text = distances((with_text, without + off), (with_text, without), letters)
    assert torch.allclose(of_noise, off.square().mean((1, 2, 3)) / 2)
    assert torch.allclose(of_text, off.square().mean((1, 2, 3)))


def test_losses_are_said_by_quarters_of_the_timesteps_and_with_a_teacher_its_own():
    losses = Losses(torch.device("cpu"))
    losses.add(torch.tensor([10, 240, 999]), torch.tensor([1.0, 3.0, 0.5]))
    assert str(losses) == "error by noise 2.0000 0.0000 0.0000 0.5000"

    losses.add(torch.tensor([500]), torch.tensor([1.0]), torch.tensor([0.25]), torch.tensor([0.125]))
    assert str(losses).split(", ")[1:] == [
        "from the teacher 0.00000 0.00000 0.25000 0.00000",
        "of the text's effect 0.000000 0.000000 0.125000 0.000000",
    ]

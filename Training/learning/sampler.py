"""Pictures from a model in training, with the settings that generation has by default."""

from dataclasses import dataclass

import torch
from diffusers import AutoencoderKL, DDIMScheduler

from learning import device as devices
from learning.model import Model, load_checkpoint
from learning.networks import make_scheduler
from learning.tokenizer import Tokenizer


@dataclass(frozen=True)
class Settings:
    """How pictures are drawn from noise: DDIM, with classifier-free guidance and the stencil."""

    steps: int = 25
    guidance: float = 7.5
    control_scale: float = 1.8
    control_start: float = 0.19
    control_end: float = 1.0
    negative: str = ""


class Sampler:
    """Draws with the averaged weights of the last checkpoint."""

    def __init__(self, config):
        folders = config["folders"]
        self.device = devices.prepare()
        self.tokenize = Tokenizer(folders["tokenizer"])
        self.model = Model(config, len(self.tokenize))
        if not load_checkpoint(folders["checkpoints"], self.model, "average"):
            raise SystemExit(f"no checkpoint in {folders['checkpoints']}: run the stage diffusion, or restore")
        self.model.eval().to(self.device, memory_format=devices.CHANNELS_LAST)
        vae = AutoencoderKL.from_pretrained(folders["vae"])
        self.vae = vae.eval().to(self.device, memory_format=devices.CHANNELS_LAST)

    @torch.inference_mode()
    def draw(self, prompts, stencils, seeds, settings=Settings()):
        """Pictures uint8 [n, h, w, 3] of n prompts, stencils uint8 [n, h, w] (255 = letter) and n seeds."""
        n, (height, width) = len(prompts), stencils.shape[1:]
        schedule = DDIMScheduler.from_config(make_scheduler().config, clip_sample=False)
        schedule.set_timesteps(settings.steps)
        hints = torch.from_numpy(stencils).to(self.device).float()[:, None].expand(-1, 3, -1, -1) / 255
        hints = hints.repeat(2, 1, 1, 1).contiguous(memory_format=devices.CHANNELS_LAST)
        ids = torch.tensor([self.tokenize(text) for text in [settings.negative] * n + list(prompts)]).to(self.device)
        latents = torch.stack([noise(seed, self.vae.config.latent_channels, height, width) for seed in seeds])
        latents = latents.to(self.device)
        with devices.autocast(self.device):
            text = self.model.text_encoder(ids).last_hidden_state
            for index, timestep in enumerate(schedule.timesteps):
                controlled = settings.control_start <= index / settings.steps <= settings.control_end
                guess = self._noise(latents, timestep, text, hints, settings.control_scale if controlled else 0)
                free, told = guess.chunk(2)
                guided = free + settings.guidance * (told - free)
                latents = schedule.step(guided, timestep, latents).prev_sample
            pictures = torch.cat([self.vae.decode(latent).sample.float() for latent in latents.split(1)])
        pixels = ((pictures.clamp(-1, 1) + 1) * 127.5).round().byte()
        return pixels.permute(0, 2, 3, 1).cpu().numpy()

    def _noise(self, latents, timestep, text, hints, control_scale):
        doubled = latents.repeat(2, 1, 1, 1).contiguous(memory_format=devices.CHANNELS_LAST)
        timesteps = timestep.to(self.device).expand(len(doubled))
        if control_scale == 0:
            return self.model.unet(doubled, timesteps, text, return_dict=False)[0].float()
        scale = torch.full((len(doubled),), float(control_scale), device=self.device)
        return self.model.noise(doubled, timesteps, text, hints, scale).float()


def noise(seed, channels, height, width):
    """The noise that a seed stands for: float [channels, h/8, w/8]."""
    return torch.randn(channels, height // 8, width // 8, generator=torch.Generator().manual_seed(seed))

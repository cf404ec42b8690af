"""How long a training run goes on, how fast it learns, and what it prints."""

import math
import statistics
import time
from collections import deque

PAUSE = 8  # a step this many times as long as usual was paused from outside
USUAL = 8  # steps that tell what is usual


class Pacer:
    """Learning rate and end of a run that is planned in minutes of training.

    Minutes in which the process was stopped do not count. The rate rises during `warm_up` samples, is constant
    until `decay_after` of the time, and falls along a cosine to a fiftieth. The leader's clock counts.
    """

    def __init__(self, team, minutes, learning_rate, warm_up, decay_after):
        self.team, self.minutes, self.learning_rate = team, minutes, learning_rate
        self.warm_up, self.decay_after = warm_up, decay_after
        self.samples, self.seconds = 0, 0.0
        self._recent, self._last = deque(maxlen=50), None

    @property
    def done(self):
        return self.seconds >= 60 * self.minutes

    @property
    def speed(self):
        """Samples a second, pauses left out."""
        return self.samples / max(self.seconds, 1e-9)

    def rate(self):
        """The learning rate of the step to come."""
        progress = min(self.seconds / (60 * self.minutes), 1)
        falling = max(progress - self.decay_after, 0) / (1 - self.decay_after)
        cosine = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * falling))
        return self.learning_rate * min(1, (self.samples + 1) / max(self.warm_up, 1)) * cosine

    def count(self, samples):
        """After each step."""
        now = time.monotonic()
        if self._last is not None:
            took = now - self._last
            if len(self._recent) >= USUAL:
                took = min(took, PAUSE * statistics.median(self._recent))
            self._recent.append(took)
            self.seconds += took
            self.seconds = self.team.leaders(self.seconds)
        self._last = now
        self.samples += samples * self.team.size


class Every:
    """True when asked for the first time after each `minutes`."""

    def __init__(self, minutes):
        self.period, self.next = 60 * minutes, time.monotonic() + 60 * minutes

    def __call__(self):
        if time.monotonic() < self.next:
            return False
        self.next = time.monotonic() + self.period
        return True

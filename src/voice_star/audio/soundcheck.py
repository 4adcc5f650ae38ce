"""A few seconds of a microphone, listened to and not kept: does anything come in?"""

from __future__ import annotations

import time
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import numpy as np

from voice_star.audio.microphone import Microphone
from voice_star.audio.source import Block

if TYPE_CHECKING:
    from voice_star.audio.source import SourceEvent
    from voice_star.domain.timeline import Seconds

_PATIENCE: Seconds = 10.0
"""How long the first sound may take: Bluetooth changes its mode of working."""


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """What came in.

    Attributes:
        device: The microphone's name.
        samplerate: At which it was opened, in Hz.
        duration: How much came in, at that rate.
        peak: The loudest sample, 0 to 1 of full scale.
        n_dropouts: Gaps in which samples were lost.
    """

    device: str
    samplerate: int
    duration: Seconds
    peak: float
    n_dropouts: int


def listen(device: str | None, *, lasting: Seconds) -> SoundCheck:
    """Listen to a microphone for a while.

    Raises:
        MicrophoneError: If there is none, or it cannot be opened.
    """
    inbox: SimpleQueue[SourceEvent] = SimpleQueue()
    microphone = Microphone(device)
    form = microphone.open(inbox.put)
    n_samples = n_dropouts = peak = 0
    try:
        until = time.monotonic() + _PATIENCE + lasting
        while n_samples < lasting * form.samplerate:
            event = inbox.get(timeout=max(0.0, until - time.monotonic()))
            if isinstance(event, Block):
                n_dropouts += event.has_dropout and n_samples > 0
                n_samples += len(event.pcm)
                loudest = np.abs(event.pcm.astype(np.int32)).max(initial=0)
                peak = max(peak, int(loudest))
    except Empty:
        pass  # what came in tells
    finally:
        microphone.close()
    return SoundCheck(
        form.device,
        form.samplerate,
        n_samples / form.samplerate,
        peak / 32_768,
        n_dropouts,
    )

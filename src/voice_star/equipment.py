"""What there is to choose from on this machine: microphones and speech models."""

from __future__ import annotations


def microphone_names() -> tuple[str, ...]:
    """Return the names of the microphones that there are now, each once.

    Raises:
        MicrophoneError: If they cannot be listed.
    """
    from voice_star.audio.devices import list_devices

    return tuple(dict.fromkeys(device.name for device in list_devices()))


def model_names() -> tuple[tuple[str, str], ...]:
    """Return the speech models that are known, each with what it is good for."""
    from voice_star.speech.catalogue import MODELS

    return tuple((model.name, model.about) for model in MODELS)

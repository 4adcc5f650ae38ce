"""Every error voice_star raises on purpose, as one tree.

Each message is one sentence or two for the user: what is wrong and how to mend it.
"""

from __future__ import annotations


class VoiceStarError(Exception):
    """Something went wrong that the user can understand and mend."""


class UnreadableRecordingError(VoiceStarError):
    """A file is not there, cannot be opened or holds no sound."""


class NothingHeardError(VoiceStarError):
    """A recording or transcript was read, and there are no words in it."""


class UnreadableTextError(VoiceStarError):
    """A transcript or job cannot be read as a text, or a job holds no words."""


class RecordingError(VoiceStarError):
    """A take cannot be begun, kept or finished. What is on disk stays there."""


class MicrophoneError(RecordingError):
    """There is no PortAudio or no such microphone, or it cannot be opened."""


class OutputError(VoiceStarError):
    """A result cannot be put where the user wants it."""


class ModelError(VoiceStarError):
    """A speech model is missing, damaged, or cannot be fetched."""


class SettingsError(VoiceStarError):
    """The settings cannot be read, or something in them makes no sense."""


class PlaybackError(VoiceStarError):
    """A recording cannot be made to sound."""


class StoreError(VoiceStarError):
    """The history cannot be read or written. What was kept before is still there."""


class StoreDamagedError(StoreError):
    """Something in the history is not as it was written."""


class NoSuchAttemptError(StoreError):
    """No attempt goes by this id."""

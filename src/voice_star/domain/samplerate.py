"""The rate of all sound in here; apart, for whoever needs no array to know it."""

from __future__ import annotations

SAMPLERATE = 16_000
"""What the speech model, the aligner and the pitch tracker were all trained on."""

"""The recording inside a page: what kind of file it is, and its address of data."""

from __future__ import annotations

from base64 import b64encode

from voice_star.report.export.page.markup import Markup

_SIGNS = (
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "audio/webm"),
)
"""Where in a file which bytes stand, by kind: those that browsers play."""


def media_type(sound: bytes) -> str | None:
    """Return the kind of a recording by its first bytes; None if browsers play none."""
    for at, sign, kind in _SIGNS:
        if sound.startswith(sign, at):
            return kind
    return None


def data_address(sound: bytes, kind: str) -> Markup:
    """Return the recording as an address that needs no file."""
    return Markup(f"data:{kind};base64,{b64encode(sound).decode('ascii')}")

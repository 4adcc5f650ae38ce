"""HTML: one file for a mentor, the recording and all that is needed inside."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from voice_star.report.export.exporter import Exporter, Extras
from voice_star.report.export.facts import UNASKED, facts
from voice_star.report.export.page.flags import flags, next_step, strengths, targets
from voice_star.report.export.page.markup import Markup, element, raw, together
from voice_star.report.export.page.player import player, stretches, widths
from voice_star.report.export.page.sound import data_address, media_type
from voice_star.report.export.page.tables import coverage, figures_and_notes, parts
from voice_star.report.export.page.transcript import transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voice_star.domain.attempt import Attempt

_UNPLAYABLE = (
    "The recording is not in this page: its kind of file is not played by browsers. "
    "It can be sent along as a file."
)

_COLOPHON = (
    "Made by voice_star on the speaker's own machine. This page is one file: it loads "
    "nothing from elsewhere and sends nothing anywhere."
)


def _write(attempts: Sequence[Attempt], extras: Extras) -> str:
    attempt = attempts[0]
    kind = None if extras.sound is None else media_type(extras.sound)
    has_sound = kind is not None and attempt.review.answer.transcript.is_timed
    style = _resource("style.css") + widths(stretches(attempt.review))
    script = _resource("script.js") if has_sound else ""
    page = element(
        "html",
        _head(attempt, style, script),
        element(
            "body",
            _body(attempt, extras, has_sound=has_sound),
            _sound(extras.sound, kind) if has_sound else Markup(),
            raw("script", script) if script else Markup(),
        ),
        lang="en",
    )
    return f"<!DOCTYPE html>\n{page}\n"


def _head(attempt: Attempt, style: str, script: str) -> Markup:
    title = attempt.review.question or UNASKED
    return element(
        "head",
        element("meta", charset="utf-8"),
        element(
            "meta", http_equiv="Content-Security-Policy", content=_policy(style, script)
        ),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex"),
        # Otherwise browsers would look for one beside the page.
        element("link", rel="icon", href="data:,"),
        element("title", title),
        raw("style", style),
    )


def _policy(style: str, script: str) -> str:
    """Return what the page may do: run its own script and style, play its own data."""
    allowed = _hashed(script) if script else "'none'"
    return (
        f"default-src 'none'; style-src {_hashed(style)}; script-src {allowed}; "
        "media-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    digest = sha256(text.encode("utf-8")).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


def _body(attempt: Attempt, extras: Extras, *, has_sound: bool) -> Markup:
    review = attempt.review
    sound = extras.sound
    notes = [] if sound is None or media_type(sound) else [_UNPLAYABLE]
    beside = together([flags(review), strengths(review)])
    return together(
        [
            element("header", _heading(attempt), next_step(review, extras.bands)),
            element(
                "main",
                player(review, has_sound=has_sound),
                element(
                    "div",
                    transcript(review, has_sound=has_sound, targets=targets(review)),
                    element("div", beside, class_="beside") if beside else beside,
                    element(
                        "div",
                        parts(review.answer, extras.bands),
                        coverage(review.answer),
                        figures_and_notes(review, extras.bands, *notes),
                        class_="below",
                    ),
                    class_="columns",
                ),
            ),
            element("footer", element("p", _COLOPHON)),
        ]
    )


def _heading(attempt: Attempt) -> Markup:
    return together(
        [
            element("p", "An interview answer, reviewed", class_="kicker"),
            element("h1", attempt.review.question or UNASKED, dir="auto"),
            element("p", " · ".join(facts(attempt)), class_="facts"),
        ]
    )


def _sound(sound: bytes | None, kind: str | None) -> Markup:
    """Return the recording. It stands last: it is most of the file.

    Its own controls are for browsers that run no script.
    """
    if sound is None or kind is None:
        return Markup()
    address = data_address(sound, kind)
    return element("audio", id="sound", controls=True, preload="auto", src=address)


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


HTML = Exporter(".html", "HTML", _write, takes_sound=True)

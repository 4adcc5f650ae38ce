"""A page for a mentor holds everything, shows text as text, and reaches for nothing."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.attempts import attempt_of, attempts, hostile_texts
from tests.judged import judged, unjudged, without_sound
from tests.sounds import recording
from tests.telling import tell_fixture
from voice_star.domain.answer import StarPart
from voice_star.domain.review import Flag, Review, Severity
from voice_star.domain.transcript import WordRange
from voice_star.report.export.clean import visible
from voice_star.report.export.exporter import Extras
from voice_star.report.export.page import HTML
from voice_star.report.export.page.markup import Markup, element, raw
from voice_star.report.export.page.sound import media_type
from voice_star.report.labels import LETTERS, NAMES

if TYPE_CHECKING:
    from voice_star.domain.attempt import Attempt

SOUND = b"fLaC and no sound"
VOID = {"meta", "link", "input"}

sounds = st.sampled_from([None, SOUND, b"no recording"])


class Reading(HTMLParser):
    """A page as a parser that knows nothing of browsers reads it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        """See that the one that ends is the last that began."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self.open:
            self.texts.append((self.open[-1][1] or self.open[-1][0], data))

    def text_in(self, name: str) -> str:
        """Return the text straight in elements of one id or, without one, one tag."""
        return "".join(text for where, text in self.texts if where == name)

    def all_of(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(attempt: Attempt, sound: bytes | None = None) -> str:
    return HTML.export([attempt], Extras(sound=sound)).decode("utf-8")


@given(attempts(), sounds)
def test_every_element_is_closed_and_no_id_stands_twice(
    attempt: Attempt, sound: bytes | None
) -> None:
    reading = Reading(page_of(attempt, sound))

    assert reading.open == []
    ids = [one["id"] for _, one in reading.elements if "id" in one]
    assert len(ids) == len(set(ids))


@given(attempts(), sounds)
def test_what_was_said_is_text_and_nothing_else(
    attempt: Attempt, sound: bytes | None
) -> None:
    reading = Reading(page_of(attempt, sound))

    for index, word in enumerate(attempt.review.answer.transcript.words):
        assert reading.text_in(f"w{index}") == visible(word.text)
    assert len(reading.all_of("script")) <= 1
    assert not reading.all_of("img")
    names = {name for _, one in reading.elements for name in one}
    assert not [name for name in names if name.startswith("on") or name == "style"]


@given(attempts(), sounds)
def test_every_link_leads_to_a_place_in_the_page(
    attempt: Attempt, sound: bytes | None
) -> None:
    reading = Reading(page_of(attempt, sound))

    ids = {one["id"] for _, one in reading.elements if "id" in one}
    links = [one["href"] or "" for one in reading.all_of("a") if "href" in one]
    assert {link[:1] for link in links} <= {"#"}
    assert {link[1:] for link in links} <= ids
    for attributes in reading.elements:
        described = attributes[1].get("aria-labelledby")
        assert described is None or described in ids


@given(attempts(), sounds)
def test_the_policy_allows_only_what_is_in_the_page(
    attempt: Attempt, sound: bytes | None
) -> None:
    reading = Reading(page_of(attempt, sound))

    policy = next(
        one["content"] or ""
        for one in reading.all_of("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        text = reading.text_in(tag)
        if text:
            digest = b64encode(sha256(text.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"url\(|@import|https?:", reading.text_in("style"))


@given(attempts())
def test_without_a_recording_there_is_no_player_and_no_script(attempt: Attempt) -> None:
    reading = Reading(page_of(attempt))

    for tag in ("audio", "script", "button", "input"):
        assert not reading.all_of(tag)


@given(attempts(is_timed=True))
def test_with_a_recording_every_word_says_when_it_begins(attempt: Attempt) -> None:
    reading = Reading(page_of(attempt, SOUND))

    starts = [
        float(one["data-start"] or "")
        for one in reading.all_of("span")
        if (one.get("id") or "").startswith("w")
    ]
    assert starts == [
        round(word.span.start, 3)
        for word in attempt.review.answer.transcript.words
        if word.span is not None
    ]


def test_the_recording_is_in_the_page_byte_for_byte() -> None:
    sound = recording("strong").read_bytes()

    (audio,) = Reading(page_of(attempt_of(tell_fixture("strong")), sound)).all_of(
        "audio"
    )

    kind, _, data = (audio["src"] or "").partition(";base64,")
    assert kind == "data:audio/flac"
    assert b64decode(data) == sound


def test_a_recording_that_no_browser_plays_is_left_out_and_that_is_said() -> None:
    attempt = attempt_of(tell_fixture("strong"))

    page = page_of(attempt, b"FORM\0\0\0\0AIFF")

    assert "its kind of file is not played by browsers" in page
    assert not Reading(page).all_of("audio")
    assert "not played by browsers" not in page_of(attempt, SOUND)


@pytest.mark.parametrize(
    ("sound", "kind"),
    [
        (b"fLaC\0", "audio/flac"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"OggS\0", "audio/ogg"),
        (b"ID3\4", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"RIFF\0\0\0\0AVI ", None),
        (b"", None),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(sound: bytes, kind: str) -> None:
    assert media_type(sound) == kind


@given(attempts())
def test_each_flag_is_told_with_its_advice_and_its_parts_are_named(
    attempt: Attempt,
) -> None:
    page = page_of(attempt)

    for flag in attempt.review.flags:
        assert Markup(element("p", flag.message, dir="auto")) in page
    for segment in attempt.review.answer.segments:
        assert f">{LETTERS[segment.part]}</span>" in page
        assert f">{NAMES[segment.part]}</span>" in page


def test_the_next_step_comes_first_and_is_told_once() -> None:
    answer = without_sound(unjudged("I led it. It worked."))
    flags = (
        Flag("no-why", Severity.MAJOR, "You stop.", "Say why.", ("Why you?",), "Idea."),
        Flag("too-short", Severity.MINOR, "It is short.", "Tell more."),
    )

    page = page_of(attempt_of(Review(answer, flags=flags)))

    assert page.count("Say why.") == page.count("Why you?") == 1
    assert page.index("Fix this next") < page.index("Say why.") < page.index("I</span>")
    assert "Also to mend" in page
    assert "Tell more." in page


def test_flagged_words_are_marked_and_lead_to_what_is_said_of_them() -> None:
    answer = unjudged("I led it. It worked.")
    part = [
        replace(one, part=StarPart.ACTION, confidence=1.0) for one in answer.sentences
    ]
    flag = Flag("hedged", Severity.MINOR, "Weak.", evidence=(WordRange(1, 3),))

    page = page_of(attempt_of(Review(judged(answer, part), flags=(flag,))))

    assert re.search(
        r'<span class="flagged"><span[^>]*>led</span> <span[^>]*>it.<', page
    )
    assert '<p class="noted"><a href="#flag-0">Hedged</a></p>' in page
    assert 'id="flag-0"' in page


@given(hostile_texts)
def test_text_in_an_element_is_read_back_as_it_stood(text: str) -> None:
    reading = Reading(element("p", text, title=text))

    assert reading.text_in("p") == visible(text)
    assert reading.all_of("p") == [{"title": visible(text)}]


def test_a_style_cannot_hold_its_own_end() -> None:
    with pytest.raises(ValueError, match="its own end"):
        raw("style", "</STYLE>")

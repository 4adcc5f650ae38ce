"""In Chromium a page plays from where one clicks, by keyboard too, for everybody."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, given, settings

from tests.attempts import HOSTILE, attempt_of, attempts, saying
from tests.browsers import chromium, opened
from tests.judged import judged, unjudged, without_sound
from tests.sounds import fixture_take, recording
from tests.telling import tell_fixture
from voice_star.domain.answer import Ask, JobMatch, Mark, StarPart
from voice_star.domain.review import Flag, Hearing, Review, Severity, Strength
from voice_star.domain.transcript import WordRange
from voice_star.report.export.clean import cleaned
from voice_star.report.export.exporter import Extras
from voice_star.report.export.page import HTML
from voice_star.report.export.webvtt import WEBVTT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browsers import Watched
    from voice_star.domain.attempt import Attempt

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


# As long as it runs, nothing else may wait in this thread: so not for the session.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@cache
def full_review() -> Review:
    """Return a review in which nothing is missing that a page can show."""
    answer = tell_fixture("strong")
    words = WordRange(3, 9)
    sentences = tuple(
        replace(
            one,
            confidence=0.5 if one.words.start == 0 else 0.9,
            marks=(Mark.GAIN, Mark.PROBLEM) if number % 4 == 0 else (),
        )
        for number, one in enumerate(answer.sentences)
    )
    asks = (Ask("Lead a team", ("team",), (words,)), Ask("Write Python"))
    flags = tuple(
        Flag(
            rule,
            severity,
            "You hold back.",
            "Say it out.",
            ("What did you do?",),
            "They want to know you.",
            (words, WordRange(60, 62)),
        )
        for rule, severity in zip(
            ("no-why", "team-not-me", "hedged", "too-fast"),
            (Severity.MAJOR, Severity.MAJOR, Severity.MINOR, Severity.MILD),
            strict=True,
        )
    )
    return Review(
        replace(answer, sentences=sentences, job=JobMatch(asks)),
        question="What is your greatest accomplishment?",
        take=fixture_take("strong"),
        hearing=Hearing("base", "en", 0.7),
        flags=flags,
        strengths=(Strength("a", "You measure what came of it.", "", (words,)),),
    )


@pytest.fixture(scope="module")
def page_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with a recording inside."""
    path = tmp_path_factory.mktemp("page") / "answer.html"
    extras = Extras(sound=recording("strong").read_bytes())
    path.write_bytes(HTML.export([attempt_of(full_review())], extras))
    return path


@pytest.fixture
def watched(browser: Browser, page_path: Path) -> Iterator[Watched]:
    """The page with a recording, on a desktop."""
    with opened(browser, page_path, viewport=DESKTOP) as it:
        yield it


def start_of(watched: Watched, index: int) -> float:
    return float(watched.page.locator(f"#w{index}").get_attribute("data-start") or "")


def wait_until_playing(watched: Watched, *, beyond: float) -> None:
    watched.page.wait_for_function(
        "at => { const it = document.getElementById('sound');"
        " return !it.paused && it.currentTime > at && it.currentTime < at + 10 }",
        arg=beyond,
    )


def test_nothing_is_fetched_and_nothing_is_complained_about(watched: Watched) -> None:
    watched.page.locator("#w40").click()
    wait_until_playing(watched, beyond=start_of(watched, 40))

    own, *others = watched.requests
    assert own.startswith("file:")
    assert all(address.startswith("data:") for address in others)
    assert watched.complaints == []


def test_a_click_on_a_word_plays_from_it(watched: Watched) -> None:
    watched.page.locator("#w120").click()

    wait_until_playing(watched, beyond=start_of(watched, 120))
    assert watched.page.locator(".w.now").count() == 1


def test_the_word_that_is_heard_is_marked(watched: Watched) -> None:
    watched.page.locator("#play").click()
    watched.page.evaluate("document.getElementById('sound').pause()")

    watched.page.evaluate(
        "at => { document.getElementById('sound').currentTime = at }",
        start_of(watched, 77) + 0.03,
    )

    watched.page.wait_for_selector("#w77.now")
    assert watched.page.locator(".w.now").count() == 1


def test_words_that_are_marked_to_be_copied_are_not_played(watched: Watched) -> None:
    page = watched.page
    page.locator("#w10").scroll_into_view_if_needed()

    page.locator("#w10").dblclick()

    assert page.evaluate("String(getSelection()).trim()")
    page.locator("#w10").dispatch_event("click")
    assert page.evaluate("document.getElementById('sound').currentTime") < start_of(
        watched, 20
    )


def test_by_keyboard_one_goes_from_word_to_word_and_enter_plays(
    watched: Watched,
) -> None:
    page = watched.page
    page.locator("#w0").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    reached = page.evaluate("document.activeElement.id")
    second = full_review().answer.sentences[1].words.start
    assert reached == f"w{second}"

    page.keyboard.press("Enter")

    wait_until_playing(watched, beyond=start_of(watched, second))


def test_tab_reaches_the_words_once_and_passes_on(watched: Watched) -> None:
    page = watched.page

    page.locator("#w0").focus()
    assert page.locator(".w[tabindex='0']").count() == 1
    assert page.locator(".w[role=button]").count() == 1
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.matches('a, button')")


def test_the_first_and_the_last_word_have_nothing_beyond_them(watched: Watched) -> None:
    page = watched.page
    last = len(full_review().answer.transcript.words) - 1

    page.locator("#w0").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "w0"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")

    assert page.evaluate("document.activeElement.id") == f"w{last}"


@pytest.mark.parametrize(
    "place", [".sentence button.at >> nth=4", ".quotes a.at >> nth=1"]
)
def test_moments_play_from_their_word(watched: Watched, place: str) -> None:
    moment = watched.page.locator(place)

    moment.click()

    start = float(moment.get_attribute("data-start") or "")
    wait_until_playing(watched, beyond=start)


def test_the_button_plays_and_pauses_and_says_which(watched: Watched) -> None:
    play = watched.page.locator("#play")
    assert play.get_attribute("aria-label") == "Play"

    play.press("Enter")
    wait_until_playing(watched, beyond=0.0)
    watched.page.wait_for_selector("#play[aria-label=Pause]")
    play.press(" ")

    watched.page.wait_for_function("document.getElementById('sound').paused")
    watched.page.wait_for_selector("#play[aria-label=Play]")


def test_the_bar_is_a_slider_that_says_where_it_is(watched: Watched) -> None:
    seek = watched.page.locator("#seek")

    seek.press("End")

    length = fixture_take("strong").duration
    watched.page.wait_for_function(
        "at => document.getElementById('sound').currentTime > at", arg=length - 1
    )
    assert (seek.get_attribute("aria-valuetext") or "").startswith("2:")


def test_the_speed_goes_round(watched: Watched) -> None:
    speed = watched.page.locator("#speed")
    speeds = []
    for _ in range(5):
        speed.click()
        speeds.append(
            watched.page.evaluate("document.getElementById('sound').playbackRate")
        )

    assert speeds == [1.25, 1.5, 2, 0.75, 1]
    assert speed.inner_text() == "1\u00d7"


def test_the_bar_is_as_long_as_the_parts_took(watched: Watched) -> None:
    widths = watched.page.eval_on_selector_all(
        ".bar > [class^=part-]",
        "all => all.map(one => one.getBoundingClientRect().width)",
    )

    answer = full_review().answer
    longest = max(range(len(widths)), key=widths.__getitem__)
    assert len(widths) == len(answer.segments)
    assert answer.segments[longest].part is StarPart.ACTION


def test_a_recording_that_is_damaged_is_told_of(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.html"
    extras = Extras(sound=b"fLaC" + bytes(100))
    path.write_bytes(HTML.export([attempt_of(full_review())], extras))

    with opened(browser, path) as watched:
        watched.page.wait_for_function(
            "document.getElementById('trouble').textContent.includes('cannot play')"
        )


def test_without_a_script_the_browser_has_its_own_player(
    browser: Browser, page_path: Path
) -> None:
    with opened(browser, page_path, java_script_enabled=False) as watched:
        assert watched.page.locator("audio[controls]").is_visible()
        assert not watched.page.locator("#play").is_visible()


def test_the_policy_stops_scripts_styles_and_fetching_of_others(
    watched: Watched,
) -> None:
    watched.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          const style = document.createElement('style');
          style.textContent = 'h1 { display: none }';
          document.body.append(script, style);
        }"""
    )
    refused = watched.page.evaluate(
        "fetch('data:text/plain,x').then(() => false, () => true)"
    )

    assert refused
    assert watched.page.evaluate("window.ran") is None
    assert watched.page.locator("h1").is_visible()
    assert any("Content Security Policy" in one for one in watched.complaints)


def violations(watched: Watched) -> list[Any]:
    found = Axe().run(watched.page).response["violations"]
    return [
        (one["id"], node["target"], node.get("failureSummary"))
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_barrier(
    browser: Browser, page_path: Path, scheme: str, size: dict[str, int]
) -> None:
    with opened(
        browser, page_path, viewport=size, color_scheme=scheme, reduced_motion="reduce"
    ) as watched:
        watched.page.locator("#w40").click()
        watched.page.locator("#play").click()
        assert violations(watched) == []


def test_axe_finds_no_barrier_in_a_page_without_sound(
    browser: Browser, tmp_path: Path
) -> None:
    review = full_review()
    silent = without_sound(review.answer)
    path = tmp_path / "silent.html"
    review = replace(review, answer=judged(silent), take=None, hearing=None)
    path.write_bytes(HTML.export([attempt_of(review)]))

    with opened(browser, path) as watched:
        assert violations(watched) == []
        watched.page.locator(".quotes a").first.click()
        assert watched.page.evaluate("location.hash") == "#w3"


def test_a_printed_page_is_dark_on_white_without_controls(
    browser: Browser, page_path: Path
) -> None:
    with opened(browser, page_path, color_scheme="dark") as watched:
        page = watched.page
        page.emulate_media(media="print")
        for control in ("#play", "#seek", "#speed", "audio", "#hint"):
            assert not page.locator(control).is_visible()
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgb(255, 255, 255)"
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ink == "rgb(30, 34, 39)"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_window(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    review = replace(full_review(), question="W" * 300)
    texts = ["w" * 200] * len(review.answer.transcript.words)
    path = tmp_path / "wide.html"
    attempt = attempt_of(replace(review, answer=saying(review.answer, texts)))
    path.write_bytes(HTML.export([attempt], Extras(sound=b"fLaC")))

    with opened(browser, path, viewport={"width": width, "height": 700}) as watched:
        excess = watched.page.evaluate(
            "document.scrollingElement.scrollWidth - innerWidth"
        )
        assert excess <= 0


def test_hundreds_of_parts_fit_on_a_phone_and_lie_where_they_were_said(
    browser: Browser, tmp_path: Path
) -> None:
    answer = unjudged("So it went. " * 400)
    parts = (StarPart.TASK, StarPart.ACTION)
    sentences = [
        replace(one, part=parts[number % 2], confidence=0.9)
        for number, one in enumerate(answer.sentences)
    ]
    path = tmp_path / "many.html"
    attempt = attempt_of(judged(answer, sentences))
    path.write_bytes(HTML.export([attempt], Extras(sound=b"fLaC")))

    with opened(browser, path, viewport=PHONE) as watched:
        bar, middle = watched.page.evaluate(
            """() => {
              const bar = document.querySelector('.bar');
              const box = bar.getBoundingClientRect();
              const half = bar.children[201].getBoundingClientRect();
              return [bar.scrollWidth - bar.clientWidth,
                      (half.left - box.left) / box.width];
            }"""
        )
        assert bar <= 0
        assert middle == pytest.approx(0.5, abs=0.01)


def test_hostile_words_are_seen_and_do_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    answer = saying(unjudged("word " * len(HOSTILE)), HOSTILE)
    path = tmp_path / "hostile.html"
    flag = Flag("</style>", Severity.MAJOR, " ".join(HOSTILE), " ".join(HOSTILE))
    review = Review(answer, question=" ".join(HOSTILE), flags=(flag,))
    path.write_bytes(HTML.export([attempt_of(review)]))

    with opened(browser, path) as watched:
        seen = watched.page.locator("h1").inner_text()
        assert seen == cleaned(" ".join(HOSTILE))
        assert watched.page.title() == cleaned(" ".join(HOSTILE))
        assert watched.page.locator("script, img").count() == 0
        assert watched.complaints == []
        assert len(watched.requests) == 1


@given(attempt=attempts())
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_attempt_is_shown_without_complaint(
    browser: Browser, tmp_path: Path, attempt: Attempt
) -> None:
    path = tmp_path / "any.html"
    path.write_bytes(HTML.export([attempt]))

    with opened(browser, path, viewport=PHONE) as watched:
        assert watched.complaints == []
        words = attempt.review.answer.transcript.words
        assert watched.page.locator(".w").count() == len(words)


def test_chromium_reads_the_captions_with_their_voices(
    browser: Browser, tmp_path: Path
) -> None:
    answer = tell_fixture("strong")
    (tmp_path / "a.vtt").write_bytes(WEBVTT.export([attempt_of(answer)]))
    path = tmp_path / "page.html"
    path.write_text("<title>captions</title>", "utf-8")

    with opened(browser, path) as watched:
        cues = watched.page.evaluate(
            """text => new Promise((resolve, reject) => {
              const video = document.createElement('video');
              const track = document.createElement('track');
              track.src = URL.createObjectURL(new Blob([text], {type: 'text/vtt'}));
              track.onload = () => resolve([...track.track.cues].map(
                cue => [cue.startTime, cue.endTime, cue.getCueAsHTML().textContent,
                        cue.getCueAsHTML().querySelector('span').title]));
              track.onerror = reject;
              video.append(track);
              document.body.append(video);
              track.track.mode = 'hidden';
            })""",
            (tmp_path / "a.vtt").read_text("utf-8"),
        )

    assert len(cues) == len(answer.sentences)
    for (start, end, text, voice), sentence in zip(cues, answer.sentences, strict=True):
        assert start == pytest.approx(
            answer.transcript.start_of(sentence.words), abs=1e-3
        )
        assert end == pytest.approx(answer.transcript.end_of(sentence.words), abs=1e-3)
        assert text == answer.quote(sentence.words)
        assert voice

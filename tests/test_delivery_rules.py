"""Each rule on delivery flags what it is about and leaves alone what is no fault."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.saying import PAUSE, WORDS
from tests.sounds import FIXTURES, fixture_take, noise, take_of
from tests.telling import PARTS, tell, tell_aloud, tell_fixture
from voice_star.analysis.pacing import pace_parts
from voice_star.analysis.rule import Group, raise_flags
from voice_star.analysis.rules import DELIVERY_RULES, RULES
from voice_star.analysis.voicing import measure_voicing, sample_stretches
from voice_star.audio.pitch import track_voice
from voice_star.domain.answer import Answer, PartVoicing, StarPart, Voicing
from voice_star.domain.bands import DEFAULT_BANDS, Bands
from voice_star.domain.review import Severity
from voice_star.domain.samplerate import SAMPLERATE

if TYPE_CHECKING:
    from voice_star.domain.review import Flag

NINE_WORDS = "I asked every driver what they saw that morning."

RECORDED = sorted(path.stem for path in (FIXTURES / "audio").glob("*.flac"))

MOST = 240
"""Characters of a message: three lines of a narrow terminal."""

FADED = [name for name in RECORDED if name.startswith("fading-")]


def flag_of(rule: str, answer: Answer, bands: Bands = DEFAULT_BANDS) -> Flag | None:
    """Return the flag that one rule raises; None where it raises none."""
    flags = [f for f in raise_flags(answer, bands, RULES) if f.rule == rule]
    assert len(flags) <= 1, "a rule on delivery says everything at once"
    return flags[0] if flags else None


def of_length(seconds: float, *, rate: float = 150.0) -> Answer:
    """Return an answer told at a steady pace, of about that length."""
    words = ["word"] * round(seconds * rate / 60 - 1)
    return tell_aloud(f"A {' '.join(words)} end.", rate=rate)


def voicing(
    *parts: tuple[StarPart, float, float], whole: float | None = None
) -> Voicing:
    """Return a voice from (part, semitones of deviation, level) of each part."""
    return Voicing(
        pitch=150.0,
        pitch_range=parts[0][1] if whole is None else whole,
        level_db=-22.0,
        by_part=tuple(
            PartVoicing(part, 150.0, spread, level, n_frames=300)
            for part, spread, level in parts
        ),
    )


@pytest.mark.parametrize(
    ("seconds", "severity"),
    [
        (145, None),
        (155, Severity.MINOR),
        (235, Severity.MINOR),
        (245, Severity.MAJOR),
    ],
)
def test_too_long_is_beyond_a_quarter_more_than_the_target(
    seconds: float, severity: Severity | None
) -> None:
    flag = flag_of("too-long", of_length(seconds))

    assert (flag.severity if flag else None) is severity


def test_too_long_says_where_the_answer_was_when_the_time_was_up() -> None:
    words = " ".join(f"w{index}" for index in range(400))
    answer = tell_aloud(f"A {words}", rate=120.0)

    flag = flag_of("too-long", answer)

    assert flag is not None
    assert flag.message == (
        "Your answer took 3 min 20 s, and the aim is 2 min; by then you had come to "
        '"w240 w241 w242 w243 w244 w245 w246 w247 w248 w249 w250 w251 …".'
    )
    assert [range(*(r.start, r.stop)) for r in flag.evidence] == [range(240, 400)]


@pytest.mark.parametrize(("seconds", "is_flagged"), [(55, True), (65, False)])
def test_too_short_is_under_half_of_the_target(
    seconds: float, *, is_flagged: bool
) -> None:
    assert bool(flag_of("too-short", of_length(seconds))) is is_flagged


def test_the_length_follows_the_target_that_is_set() -> None:
    bands = Bands(target=60.0)

    assert flag_of("too-long", of_length(100), bands)
    assert not flag_of("too-short", of_length(55), bands)


@pytest.mark.parametrize(
    ("n_words", "rule"),
    [
        (3, None),
        (60, "too-short"),
        (111, "too-short"),
        (130, None),
        (280, None),
        (430, None),
        (450, "too-long"),
    ],
)
def test_the_length_of_a_text_is_said_only_where_it_is_plain(
    n_words: int, rule: str | None
) -> None:
    answer = tell(f"A {' '.join(['word'] * n_words)}")

    flags = raise_flags(answer, DEFAULT_BANDS, RULES)

    told = [flag for flag in flags if flag.rule in {"too-long", "too-short"}]
    assert [flag.rule for flag in told] == ([rule] if rule else [])
    assert all("would take about" in flag.message for flag in told)


@pytest.mark.parametrize(
    ("rate", "rule"),
    [(80, "too-slow"), (105, "too-slow"), (115, None), (185, None), (200, "too-fast")],
)
def test_a_part_is_too_slow_or_too_fast_beyond_the_band(
    rate: float, rule: str | None
) -> None:
    answer = tell_aloud(f"A {' '.join([NINE_WORDS] * 5)}", rate=rate)

    flags = raise_flags(answer, DEFAULT_BANDS, RULES)

    told = [flag for flag in flags if flag.rule in {"too-fast", "too-slow"}]
    assert [flag.rule for flag in told] == ([rule] if rule else [])
    assert all(f"{rate:.0f} words a minute" in flag.message for flag in told)
    assert all("the actions at" in flag.message for flag in told)


def test_a_hasty_sentence_is_no_pace() -> None:
    assert not flag_of("too-fast", tell_aloud(f"A {NINE_WORDS}", rate=260))


def test_a_stop_before_a_sentence_does_not_make_it_slow() -> None:
    assert not flag_of("too-slow", tell_aloud("A I … did … it.", pause=3))


def test_pauses_that_make_a_part_slow_are_named() -> None:
    answer = tell_aloud(f"A {' … '.join([NINE_WORDS] * 4)}", pause=4)

    flag = flag_of("too-slow", answer)

    assert flag is not None
    assert "% of it in pauses" in flag.message


def test_a_long_pause_is_told_with_the_words_around_it() -> None:
    answer = tell_aloud(
        "S Our trams stood still and I called … the man who built them.", pause=4.2
    )

    flag = flag_of("long-pause", answer)

    assert flag is not None
    assert flag.message == (
        'You stop for 4.2 s between "still and I called" and "the man who built".'
    )
    assert [(words.start, words.stop) for words in flag.evidence] == [(6, 8)]


def test_several_long_pauses_are_told_at_once() -> None:
    flag = flag_of("long-pause", tell_aloud("A I … asked … her … it.", pause=3.5))

    assert flag is not None
    assert "and twice more for 3 s or longer" in flag.message
    assert len(flag.evidence) == 3


@pytest.mark.parametrize(
    ("line", "pause"),
    [
        ("A I asked … Ann.", 2.9),
        ("A … I asked Ann.", 9.0),
        ("A I asked Ann. …", 9.0),
        ("A I asked Ann.", 9.0),
    ],
    ids=["a thoughtful silence", "before the answer", "after the last word", "none"],
)
def test_other_silences_are_left_alone(line: str, pause: float) -> None:
    assert not flag_of("long-pause", tell_aloud(line, pause=pause))


@pytest.mark.parametrize(
    ("n_fillers", "severity"),
    [(0, None), (4, None), (7, Severity.MILD), (14, Severity.MINOR)],
)
def test_fillers_are_counted_by_the_minute(
    n_fillers: int, severity: Severity | None
) -> None:
    tokens = ["um,"] * n_fillers + ["word"] * (150 - n_fillers)
    answer = tell_aloud(f"A {' '.join(tokens)}", rate=150)

    flag = flag_of("filled-pauses", answer)

    assert (flag.severity if flag else None) is severity
    if flag is not None:
        assert f'at least {n_fillers} times ("um"), about {n_fillers}' in flag.message
        assert len(flag.evidence) == n_fillers


def test_fillers_a_minute_are_not_rounded_to_the_bound() -> None:
    tokens = ["um,"] * 8 + ["word"] * 218
    flag = flag_of("filled-pauses", tell_aloud(f"A {' '.join(tokens)}", rate=150))

    assert flag is not None
    assert "about 5.3 a minute" in flag.message


def test_three_fillers_in_a_short_answer_are_chance() -> None:
    words = ["word"] * 55
    answer = tell_aloud(f"A um, uh, er, {' '.join(words)}", rate=150)

    assert not flag_of("filled-pauses", answer)


def test_the_part_in_which_fillers_gather_is_named() -> None:
    plain = " ".join([NINE_WORDS] * 8)
    answer = tell_aloud(f"A {plain}", "R um, we uh, saved um, some er, time um, there.")

    flag = flag_of("filled-pauses", answer)

    assert flag is not None
    assert "most of all in the results" in flag.message


@pytest.mark.parametrize(
    "line",
    [
        "It was kind of a success, I guess.",
        "I suppose it sort of helped.",
        "It was, um, kind, uh, of fine and more or less done.",
        "It got a little bit better, and it was just a small thing.",
        "I just tried and I just helped.",
        "They kinda liked it, hopefully.",
        "The team was sort of happy and the numbers pretty much held.",
    ],
)
def test_hedges_in_the_results_are_flagged(line: str) -> None:
    flag = flag_of("hedged", tell("A I asked Ann.", f"R {line}"))

    assert flag is not None
    assert flag.severity is Severity.MINOR
    assert "your results twice" in flag.message


@pytest.mark.parametrize(
    "line",
    [
        "This kind of problem is a new sort of failure.",
        "It was the kind of day when that sort of thing happens.",
        "He had just left, just in time, and just as I came.",
        "A just cause, just before noon, and just over ten.",
        "That was kind of her, and kind of you.",
        "I kept a little bit of it, a little bit later.",
        "I just finished and I just called.",
        "You guess what I supposed. I guessed it.",
        "It was kind. Of course it was of a sort. Of all of us.",
        "What kind of work? Some sort of work.",
        "We sorted it, a rare kind of luck and an odd sort of day.",
    ],
)
def test_what_looks_like_a_hedge_and_is_none_is_left_alone(line: str) -> None:
    assert not flag_of("hedged", tell("A I asked Ann.", f"R {line}"))


def test_hedges_in_the_results_are_the_only_ones_shown_for_them() -> None:
    answer = tell("A I guess I asked.", "R It kind of held and sort of worked.")

    flag = flag_of("hedged", answer)

    assert flag is not None
    assert '"kind of", "sort of"' in flag.message
    assert [answer.quote(words) for words in flag.evidence] == ["kind of", "sort of"]


def test_a_habit_of_hedging_is_flagged_wherever_it_is() -> None:
    weak = "I guess I kind of asked, and it sort of worked."

    flag = flag_of("hedged", tell(f"A {weak}", "R It held."))

    assert flag is not None
    assert flag.severity is Severity.MILD
    assert '3 times ("i guess", "kind of", "sort of")' in flag.message


def test_a_hedge_in_many_words_is_no_habit() -> None:
    plain = " ".join([NINE_WORDS] * 30)
    weak = "I guess I kind of asked, and it sort of worked."

    assert not flag_of("hedged", tell(f"A {plain} {weak}", "R It held."))
    assert not flag_of("hedged", tell("A I asked.", "R It kind of held."))


@pytest.mark.parametrize(
    "line",
    [
        "I asked the the man and and then he he came.",
        "I was, I was going to, to ask my, my boss.",
        "So we had to we had to go to the um to the site and a a half.",
        "The the the man, the the man.",
        "I wen- I went, we, we, uh, we saw it.",
    ],
)
def test_words_said_over_are_flagged(line: str) -> None:
    flag = flag_of("repeated", tell(f"A {line}", f"A {line}"))

    assert flag is not None
    assert "at least" in flag.message


@pytest.mark.parametrize(
    "line",
    [
        "It was a very, very long night and no, no, no one slept.",
        "He had had it, and I knew that that was it.",
        "We tried it over and over and over and more and more and more.",
        "Step by step by step, year after year after year.",
        "I fixed it. It was done. We left. We slept.",
        "One oh two two three three, call 5 5.",
        "What it is is luck. I gave her her badge, we log in in pairs.",
        "Ping, ping, it went, and up, up, up it rose.",
        "We went round and round and round.",
        "It was really really good, so so good, much much better.",
    ],
)
def test_what_is_doubled_on_purpose_is_left_alone(line: str) -> None:
    assert not flag_of("repeated", tell(*[f"A {line}"] * 3))


def test_sentences_without_full_stops_do_not_run_into_each_other() -> None:
    lines = ["A I told the boss we", "A we moved and they", "A they came and he"]

    assert not flag_of("repeated", tell(*lines, "A he stayed"))


def test_one_stumble_is_no_habit() -> None:
    assert not flag_of("repeated", tell("A I asked the the man to to come."))


ACTION, RESULT = StarPart.ACTION, StarPart.RESULT


@pytest.mark.parametrize(
    ("result", "rates"),
    [
        ((3.0, -27.0), (150, 150)),
        ((1.5, -23.5), (150, 150)),
        ((3.0, -23.5), (150, 110)),
        ((1.5, -20.0), (150, 110)),
    ],
    ids=["much softer", "softer, flatter", "softer, slower", "flatter, slower"],
)
def test_results_that_fade_are_flagged(
    result: tuple[float, float], rates: tuple[float, float]
) -> None:
    answer = with_rates(rates, voicing((ACTION, 3.0, -20.0), (RESULT, *result)))

    flag = flag_of("fading-result", answer)

    assert flag is not None
    assert flag.severity is Severity.MINOR
    assert 'the results come, "It held"' in flag.message
    assert len(flag.evidence) == 1


@pytest.mark.parametrize(
    ("result", "rates"),
    [
        ((3.0, -20.0), (150, 150)),
        ((3.0, -24.0), (150, 150)),
        ((1.5, -20.0), (150, 150)),
        ((3.0, -20.0), (150, 110)),
        ((3.0, -12.0), (110, 150)),
        ((2.3, -22.5), (150, 130)),
    ],
    ids=["alike", "softer", "flatter", "slower", "louder, faster", "all a little"],
)
def test_one_sign_alone_is_no_fading(
    result: tuple[float, float], rates: tuple[float, float]
) -> None:
    answer = with_rates(rates, voicing((ACTION, 3.0, -20.0), (RESULT, *result)))

    assert not flag_of("fading-result", answer)


def with_rates(rates: tuple[float, float], voice: Voicing) -> Answer:
    """Return an answer whose actions and results are told at these paces."""
    answer = tell_aloud("A I asked Ann.", "R It held.", voicing=voice)
    by_part = tuple(
        replace(part, articulation_rate=float(rate))
        for part, rate in zip(answer.by_part, rates, strict=True)
    )
    return replace(answer, by_part=by_part)


def test_a_soft_last_sentence_alone_is_no_fading() -> None:
    voice = voicing((ACTION, 3.0, -20.0), (RESULT, 1.0, -28.0))
    brief = tuple(replace(part, n_frames=150) for part in voice.by_part)

    answer = with_rates((150, 110), replace(voice, by_part=brief))

    assert not flag_of("fading-result", answer)


def test_nothing_fades_where_there_are_no_results() -> None:
    answer = tell_aloud("A I asked Ann.", voicing=voicing((ACTION, 3.0, -20.0)))

    assert not flag_of("fading-result", answer)


@pytest.mark.parametrize(
    ("voice", "is_flagged"),
    [
        (voicing((ACTION, 1.4, -20), (RESULT, 1.2, -20)), True),
        (voicing((ACTION, 2.6, -20), (RESULT, 2.9, -20)), False),
        (voicing((ACTION, 2.6, -20), (RESULT, 1.0, -26), whole=1.9), False),
        (None, False),
    ],
    ids=["flat", "lively", "flat in the results alone", "not known"],
)
def test_monotone_is_flat_in_every_part(
    voice: Voicing | None, *, is_flagged: bool
) -> None:
    answer = tell_aloud("A I asked Ann.", "R It held.", voicing=voice)

    assert bool(flag_of("monotone", answer)) is is_flagged


@pytest.mark.parametrize("name", RECORDED)
def test_fading_is_found_in_the_recordings_that_fade_and_in_no_other(name: str) -> None:
    flag = flag_of("fading-result", tell_fixture(name))

    assert bool(flag) is (name in FADED)


@pytest.mark.parametrize("name", FADED)
def test_what_faded_is_said_in_figures(name: str) -> None:
    flag = flag_of("fading-result", tell_fixture(name))

    assert flag is not None
    assert "softer by" in flag.message
    assert "flatter" in flag.message


@pytest.mark.parametrize("name", ["fading-told-as-we", "told-as-we"])
@pytest.mark.parametrize(("gain", "hiss_db"), [(0.03, -90.0), (1.0, -35.0)])
def test_fading_is_told_in_soft_and_in_noisy_recordings_too(
    name: str, gain: float, hiss_db: float
) -> None:
    answer, sound = tell_fixture(name), fixture_take(name).samples()
    hiss = noise(len(sound) / SAMPLERATE, level_db=hiss_db)
    samples = sample_stretches(answer.transcript, answer.segments)
    track = track_voice(take_of(gain * sound + hiss), samples)
    voice = measure_voicing(track, answer.transcript, answer.segments)

    flag = flag_of("fading-result", replace(answer, voicing=voice))

    assert bool(flag) is (name in FADED)


def test_there_are_recordings_that_fade() -> None:
    assert len(FADED) == 3


@pytest.mark.parametrize("name", RECORDED)
def test_recordings_are_not_blamed_for_what_they_do_not_show(name: str) -> None:
    flags = {
        flag.rule for flag in raise_flags(tell_fixture(name), DEFAULT_BANDS, RULES)
    }

    assert not flags & {"too-long", "too-slow", "long-pause", "hedged", "monotone"}
    assert ("filled-pauses" in flags) is (name == "rambling")
    assert ("repeated" in flags) is (name == "rambling")


lines = st.lists(
    st.tuples(
        st.sampled_from(sorted(PARTS)),
        st.lists(
            st.sampled_from([*WORDS, PAUSE, "kind", "of", "just", "I", "guess", "a"]),
            min_size=1,
            max_size=80,
        ).filter(lambda tokens: any(token != PAUSE for token in tokens)),
    ),
    min_size=1,
    max_size=8,
).map(lambda told: [f"{part} {' '.join(tokens)}" for part, tokens in told])
"""Answers of any parts, to tell."""

voices = st.none() | st.builds(
    lambda parts: voicing(*parts),
    st.lists(
        st.tuples(st.sampled_from(StarPart), st.floats(0, 6), st.floats(-60, 0)),
        min_size=1,
        max_size=5,
        unique_by=lambda part: part[0],
    ),
)


@given(lines, st.floats(40, 300), st.floats(0.3, 8), voices)
def test_evidence_lies_within_the_words_of_any_answer(
    told: list[str], rate: float, pause: float, voice: Voicing | None
) -> None:
    answer = tell_aloud(*told, rate=rate, pause=pause, voicing=voice)

    check(answer)
    check(replace(answer, sentences=(), segments=(), by_part=()))


@given(lines)
def test_any_text_is_judged_by_its_words_alone(told: list[str]) -> None:
    answer = tell(*(line.replace(PAUSE, "so") for line in told))
    answer = replace(answer, by_part=pace_parts(answer.transcript, answer.segments, ()))

    raised = check(answer)

    assert raised <= {"too-long", "too-short", "hedged", "repeated"}


def check(answer: Answer) -> set[str]:
    """Check that every flag is well formed; return which were raised."""
    flags = raise_flags(answer, DEFAULT_BANDS, DELIVERY_RULES)
    for flag in flags:
        assert all(r.stop <= len(answer.transcript.words) for r in flag.evidence)
        own = re.sub(r'"[^"]*"', "it", flag.message)
        assert re.fullmatch(r"[A-Z][^.!?\n]*(\.\d[^.!?\n]*)*\.", own)
        assert len(flag.message) < MOST
        assert not re.search(r"confiden|nervous", flag.message + flag.advice)
    return {flag.rule for flag in flags}


@pytest.mark.parametrize("rule", DELIVERY_RULES, ids=lambda rule: rule.id)
def test_every_rule_says_what_to_do_instead(rule: object) -> None:
    (own,) = (r for r in DELIVERY_RULES if r is rule)

    assert own.group is Group.DELIVERY
    assert own.idea
    assert own.advice
    assert 2 <= len(own.questions) <= 3
    assert all(question.endswith("?") for question in own.questions)


def test_no_two_rules_have_one_name() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)

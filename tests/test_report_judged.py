"""What was judged is all in the report, at any width and without its colours."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.judged import (
    judged,
    judged_answers,
    judged_reviews,
    unjudged,
    without_sound,
)
from tests.telling import tell
from voice_star.analysis.rules import DELIVERY_RULES, RULES
from voice_star.analysis.rules.common import FEWEST_WORDS
from voice_star.domain.answer import Answer, Ask, JobMatch, Mark, Sentence, StarPart
from voice_star.domain.bands import Bands
from voice_star.domain.review import Flag, Review, Severity, Strength
from voice_star.domain.transcript import WordRange
from voice_star.report.bar import columns_of
from voice_star.report.flags import _FEWEST_WORDS
from voice_star.report.labels import (
    COLOURS,
    DELIVERY,
    LETTERS,
    MARKS,
    NAMES,
    PATTERNS,
    TITLES,
    title_of,
)
from voice_star.report.plain import JOINER, columns, printable
from voice_star.report.text import review_as_text

COLOUR = re.compile(r"\033\[[\d;]+m")

widths = st.sampled_from([60, 80, 100])


def as_text(review: Review | Answer, *, width: int = 80) -> str:
    """Return a review as uncoloured text."""
    if isinstance(review, Answer):
        review = Review(review)
    return review_as_text(review, colour=False, width=width)


def squeezed(text: str) -> str:
    """Return text without any blanks, so that it is found however it was wrapped."""
    return "".join(text.split())


def seen(message: str) -> str:
    """Return a message as it stands in a squeezed report."""
    words = " ".join(message.replace(JOINER, "").split())
    return squeezed(printable(words))


def told(*lines: str, confidence: float = 0.9) -> Answer:
    """Return a judged answer without sound, its parts counted."""
    return judged(tell(*lines, confidence=confidence))


def timed(*parts: str) -> Answer:
    """Return an answer of ten-second sentences, a letter each for their parts."""
    answer = unjudged(" ".join(f"{'word ' * 32}end." for _ in parts))
    of_letter = {letter: part for part, letter in LETTERS.items()}
    return judged(
        answer,
        [
            replace(sentence, part=of_letter[letter], confidence=0.9)
            for sentence, letter in zip(answer.sentences, parts, strict=True)
        ],
    )


def flag(rule: str = "no-why", severity: Severity = Severity.MAJOR) -> Flag:
    """Return a flag that says everything a flag can say."""
    return Flag(
        rule,
        severity,
        message="You never say why.",
        advice="Say why you are proud.",
        questions=("Why this one?", "What does it say of you?"),
    )


# Any judged answer


def test_the_rules_told_shortly_are_those_on_delivery() -> None:
    assert {rule.id for rule in DELIVERY_RULES} == DELIVERY


@given(judged_reviews(), widths)
def test_every_line_fits_and_steers_nothing(review: Review, width: int) -> None:
    lines = as_text(review, width=width).split("\n")

    assert max(columns(line) for line in lines) <= width
    assert all(line.isprintable() for line in lines)
    assert all(line == line.rstrip() for line in lines)


@given(judged_reviews())
def test_colour_adds_codes_and_nothing_else(review: Review) -> None:
    coloured = review_as_text(review, colour=True, width=80)
    codes = COLOUR.findall(coloured)

    assert COLOUR.sub("", coloured) == as_text(review)
    assert codes[1::2] == ["\033[0m"] * (len(codes) // 2)
    assert "\033[0m" not in codes[::2]


@given(judged_reviews(), widths)
def test_no_flag_loses_its_message_title_or_letter(review: Review, width: int) -> None:
    report = squeezed(as_text(review, width=width))

    for one in review.flags:
        assert seen(one.message) in report
        assert squeezed(title_of(one.rule)) in report
    for strength in review.strengths:
        assert seen(strength.message) in report
    for segment in review.answer.segments:
        assert LETTERS[segment.part] in report


@given(judged_answers())
def test_all_words_and_marks_stand_in_the_report(answer: Answer) -> None:
    report = squeezed(as_text(answer))

    for sentence in answer.sentences:
        words = [answer.transcript.words[index] for index in sentence.words]
        line = "".join(
            f"<{word.text}>" if word.is_filled_pause else word.text for word in words
        )
        marks = ",".join(squeezed(MARKS[mark]) for mark in sentence.marks)
        assert line + (f"[{marks}]" if marks else "") in report


# The bar and the table


@given(st.lists(st.floats(0.01, 1_000), min_size=1, max_size=40), st.integers(40, 100))
def test_columns_are_shared_out_in_proportion_and_none_is_lost(
    lengths: list[float], total: int
) -> None:
    shared = columns_of(lengths, total)

    assert sum(shared) == total
    assert min(shared) >= 1
    longest = lengths.index(max(lengths))
    assert shared[longest] == max(shared)


@pytest.mark.parametrize(
    "lengths", [[1.0] * 5 + [23.0, 23.0], [1.0] * 5 + [23.0, 23.1]]
)
def test_the_first_of_the_longest_gives_its_columns_last(lengths: list[float]) -> None:
    shared = columns_of(lengths, 40)

    assert shared[lengths.index(max(lengths))] == max(shared) == 18


@given(judged_answers(), widths)
def test_the_bar_fills_the_width_and_shows_the_segments_in_order(
    answer: Answer, width: int
) -> None:
    bar = as_text(answer, width=width).split("\n\n")[1].split("\n")[0]

    drawn = re.sub(r"[▒░▓█]", "", bar)
    drawn = re.sub("·+", "·", drawn)
    assert len(bar) == width
    assert drawn == "".join(LETTERS[segment.part] for segment in answer.segments)


def test_more_segments_than_columns_take_more_rows() -> None:
    answer = told(*["A I did.", "R It worked."] * 50)

    rows = as_text(answer, width=60).split("\n\n")[1].split("\n")

    assert rows[0] == "AR" * 30
    assert rows[1] == "AR" * 20


def test_parts_begin_where_the_bar_says() -> None:
    lines = as_text(timed(*"SAAR")).split("\n\n")[1].split("\n")

    bar, axis = lines[:2]
    for letter, moment in (("S", "0:00"), ("A", "0:10"), ("R", "0:30")):
        assert axis.index(moment) == bar.index(letter)
    assert axis.endswith("0:40")
    assert len(axis) == 80


def test_each_part_has_its_seconds_its_aim_and_its_pace() -> None:
    report = as_text(timed(*"STAAAAAAR"))

    assert re.search(r"S ▒▒ Situation +10 +18-24  ▼ short +11 % +200 ", report)
    assert re.search(r"T ░░ Task +10 +6-18 +11 %", report)
    assert re.search(r"A ▓▓ Actions +59 +54-72 +67 %", report)
    assert re.search(r"R ██ Results +10 +24-36  ▼ short", report)


def test_the_aim_follows_the_target() -> None:
    review = Review(timed(*"STAAAAAAR"))
    bands = Bands(target=60)

    report = review_as_text(review, colour=False, width=80, bands=bands)

    assert re.search(r"Situation +10 +9-12 +11 %", report)
    assert re.search(r"Actions +59 +27-36  ▲ long", report)
    assert "of 1:00 aimed at" in report


def test_a_part_that_was_never_told_is_a_row_too() -> None:
    assert re.search(r"R ██ Results +0 +24-36  ▼ none", as_text(timed(*"SA")))
    assert "Other" not in as_text(timed(*"SA"))
    assert re.search(r"· ·· Other +10 +33 %", as_text(timed(*"SA·")))


def test_without_sound_the_words_are_shared_out() -> None:
    report = as_text(without_sound_of(timed(*"SSAR")))

    assert re.search(r"S ▒▒ Situation +66 +50 % +15-20 %  ▲ long", report)
    assert re.search(r"R ██ Results +33 +25 % +20-30 %$", report, flags=re.MULTILINE)
    assert "seconds" not in report


def without_sound_of(answer: Answer) -> Answer:
    """Return a judged answer as it would be of a text that was given."""
    return judged(without_sound(answer))


# The transcript


def test_each_sentence_has_its_letter_and_its_marks_in_plain_words() -> None:
    report = as_text(told("S It was late.", "R+gain+concrete They won an hour."))

    assert "\nS  It was late.\n" in report
    assert "\nR  They won an hour. [who gained, named change]\n" in report


def test_a_part_that_is_a_guess_has_a_question_mark_and_a_note() -> None:
    sure, unsure = told("A I did."), told("A I did.", confidence=0.5)

    assert "\nA  I did." in as_text(sure)
    assert "guess" not in as_text(sure)
    assert "\nA? I did." in as_text(unsure)
    assert "Most parts are doubtful" in as_text(unsure)


def test_a_few_guesses_are_counted() -> None:
    answer = told("S So.", "A I did.", "R Good.")
    first = replace(answer.sentences[0], confidence=0.3)

    report = as_text(judged(answer, [first, *answer.sentences[1:]]))

    note = 'The part of 1 of 3 sentences is a guess; it carries a "?" beside the'
    assert note in report


def test_several_guesses_are_spoken_of_as_several() -> None:
    answer = told("S So.", "A I did.", "A It ran.", "R Good.", "R Yes.")
    unsure = [replace(one, confidence=0.3) for one in answer.sentences[:2]]

    report = as_text(judged(answer, [*unsure, *answer.sentences[2:]]))

    assert "The part of 2 of 5 sentences is a guess; these carry" in report


def test_flagged_words_stand_in_brackets_and_are_named_below() -> None:
    shown = replace(flag("understated-result"), evidence=(WordRange(3, 6),))

    report = as_text(Review(told("A I did.", "R So it went well."), flags=(shown,)))

    assert "R  So «it went well.»\n   └ understated result\n" in report


def test_evidence_over_several_sentences_is_named_at_its_end_and_not_underlined() -> (
    None
):
    shown = replace(flag("long-setup"), evidence=(WordRange(0, 5),))
    review = Review(told("S It was.", "T I had to.", "A I did."), flags=(shown,))

    report = as_text(review)

    assert "S  «It was.\nT  I had to.»\n   └ long setup\nA  I did." in report
    assert "\033[36;4m" not in review_as_text(review, colour=True, width=80)


def test_the_same_words_flagged_twice_are_bracketed_once() -> None:
    flags = tuple(
        replace(flag(rule), evidence=(WordRange(0, 2),))
        for rule in ("hedged", "no-why")
    )

    report = as_text(Review(told("A I did."), flags=flags))

    assert "A  «I did.»\n   └ hedged, no why\n" in report


def test_fillers_that_are_flagged_keep_their_own_brackets_only() -> None:
    shown = replace(flag("filled-pauses"), evidence=(WordRange(0, 1),))

    report = as_text(Review(told("A um I did."), flags=(shown,)))

    assert "A  <um> I did.\n\n" in report


# How, why and the job


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        (Mark.INTERACTION, "How   interaction ●   problem ○   adversity ○"),
        (Mark.PROBLEM, "How   interaction ○   problem ●   adversity ○"),
        (Mark.ADVERSITY, "How   interaction ○   problem ○   adversity ●"),
        (Mark.GAIN, "Why   who gained ●   lasting ○   meaning ○"),
        (Mark.LASTING, "Why   who gained ○   lasting ●   meaning ○"),
        (Mark.MEANING, "Why   who gained ○   lasting ○   meaning ●"),
    ],
)
def test_what_was_told_of_how_and_why_is_filled(mark: Mark, shown: str) -> None:
    assert shown in as_text(told(f"A+{mark} I did."))


def test_a_job_is_met_in_the_words_of_both_sides() -> None:
    ask = Ask("Lead a team", ("lead",), (WordRange(0, 3),))
    job = JobMatch((Ask("Write SQL"), ask))

    report = as_text(replace(told("A I led them."), job=job))

    assert "Job   1 of 2 asks heard" in report
    assert '● Lead a team: "I led them." (on lead)' in report
    assert "Not heard in so many words:\n      ○ Write SQL" in report
    assert report.index("Lead a team") < report.index("Write SQL")
    assert "Job" not in as_text(told("A I led them."))


def test_of_an_answer_that_was_not_judged_no_ask_is_said_to_be_missing() -> None:
    job = JobMatch((Ask("Write SQL"),))

    report = as_text(replace(unjudged("Ich habe es gemacht."), job=job))

    assert "Job" not in report
    assert "asks heard" not in report
    assert "Write SQL" not in report


# Flags, strengths and the next step


def test_the_next_thing_stands_at_the_head_and_its_questions_at_the_end() -> None:
    report = as_text(Review(told("A I did."), flags=(flag(),)))

    assert report.split("\n")[1] == "Fix this next: No why. You never say why."
    assert report.endswith(
        "Next: Say why you are proud.\n      - Why this one?\n"
        "      - What does it say of you?"
    )
    assert report.count("Why this one?") == 1


def test_a_message_too_long_for_the_head_is_not_cut_but_left_out() -> None:
    long = replace(flag(), message="You never say why, " * 5)

    assert as_text(Review(told("A I did."), flags=(long,))).split("\n")[1] == (
        "Fix this next: No why"
    )


def test_a_mild_thing_is_called_small_and_told_in_a_line() -> None:
    mild = flag("hedged", Severity.MILD)

    report = as_text(Review(told("A I did."), flags=(mild,)))

    assert "A small thing next: Hedged." in report
    assert "Small things\n  Hedged: You never say why.\n" in report


def test_without_flags_the_report_says_so_modestly() -> None:
    report = as_text(timed(*"SSTAAAAAARRR"))

    assert report.split("\n")[1] == "No weakness was flagged."
    assert "▲" not in report
    assert "▼" not in report
    assert "Next:" not in report


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("parts", ["STAAAAAAR", "SSAR", "SA"])
def test_where_a_length_is_marked_the_head_says_so(parts: str, width: int) -> None:
    for answer in (timed(*parts), without_sound_of(timed(*parts))):
        report = as_text(answer, width=width)

        head = " ".join(report.split("\n\n")[0].split("\n")[1:])
        assert head == (
            "No weakness was flagged, but the lengths marked ▲ or ▼ below are out of "
            "band."
        )
        assert re.search("▲ long|▼ short|▼ none", report)


@pytest.mark.parametrize(
    ("n_words", "is_enough"), [(1, False), (8, False), (24, False), (25, True)]
)
def test_of_a_few_words_nothing_is_said_to_be_well(
    n_words: int, *, is_enough: bool
) -> None:
    line = f"A {' '.join(['word'] * n_words)}"

    head = as_text(told(f"{line} um")).split("\n")[1]

    assert (head == "Too little to judge: tell the whole story.") == (not is_enough)
    assert head.startswith("No weakness was flagged") == is_enough


def test_the_head_and_the_rules_agree_on_what_is_too_little() -> None:
    assert _FEWEST_WORDS == FEWEST_WORDS


def test_the_idea_stands_below_the_message_and_that_of_the_next_at_the_end() -> None:
    idea = "Results need breadth: who else gained."
    flags = tuple(
        replace(flag(rule, severity), idea=f"{idea} {rule}")
        for rule, severity in (
            ("no-why", Severity.MAJOR),
            ("solo-story", Severity.MINOR),
            ("hedged", Severity.MILD),
        )
    )
    review = Review(told("A I did."), flags=flags)

    report = as_text(review)

    told_of = f"    You never say why.\n    {idea} solo-story\n    Say why"
    assert told_of in report
    assert f"Next: Say why you are proud.\n      {idea} no-why\n      - Why" in report
    assert report.count(idea) == 2
    coloured = review_as_text(review, colour=True, width=80)
    assert f"\033[2m{idea} no-why\033[0m" in coloured


def test_flags_stand_by_weight_and_those_of_one_rule_together() -> None:
    flags = (
        flag("hedged", Severity.MILD),
        flag("solo-story", Severity.MINOR),
        flag("too-fast", Severity.MINOR),
        flag("no-why", Severity.MAJOR),
        replace(flag("solo-story", Severity.MINOR), message="And again."),
    )

    report = as_text(Review(told("A I did."), flags=flags))

    below = report[report.index("Weighs most") :]
    named = ["Weighs most", "No why", "Weighs less", "Solo story", "Too fast", "Small"]
    assert [below.index(name) for name in named] == sorted(map(below.index, named))
    assert "You never say why. And again." in below
    assert below.count("Solo story") == 1


def test_delivery_is_told_without_questions() -> None:
    flags = (flag("no-why"), flag("too-fast", Severity.MINOR), flag("no-hurdle"))

    report = as_text(Review(told("A I did."), flags=flags))

    assert report.count("Say why you are proud.") == 3
    assert report.count("Why this one?") == 2


def test_flags_name_the_moments_of_their_evidence() -> None:
    answer = timed(*"SAAAAR")
    evidence = tuple(WordRange(33 * n, 33 * n + 2) for n in range(6))
    shown = replace(flag("hedged", Severity.MINOR), evidence=evidence)

    report = as_text(Review(answer, flags=(flag(), shown)))

    assert "Hedged  (at 0:00, 0:10, 0:20 and 3 more)" in report


def test_what_is_strong_is_told_with_its_moment() -> None:
    strength = Strength("how", 'You asked: "word".', "how", (WordRange(33, 35),))

    report = as_text(Review(timed(*"SA"), strengths=(strength,)))

    assert 'Strong\n  + You asked: "word". (at 0:10)\n' in report


# What was not judged


def test_an_answer_that_was_not_judged_has_no_parts_and_says_so() -> None:
    report = as_text(unjudged("Ich habe es gemacht. … Es lief gut."))

    assert "parts of this answer could not be told" in " ".join(report.split())
    assert " 0:00 Ich habe es gemacht." in report
    assert report.split("\n")[1] == "Too little to judge: tell the whole story."
    assert "weakness" not in report
    assert not re.search("Situation|How |Why |▼|○", report)


def test_a_long_answer_that_was_not_judged_is_not_called_too_little() -> None:
    report = as_text(unjudged("Ich habe es gemacht. " * 10))

    assert report.split("\n")[1] == "The story could not be judged."


def test_what_was_heard_of_an_unjudged_answer_is_flagged_all_the_same() -> None:
    flags = (flag("too-fast", Severity.MINOR),)

    report = as_text(Review(unjudged("Ich habe es gemacht."), flags=flags))

    assert "Fix this next: Too fast." in report


def test_a_sentence_between_judged_ones_that_was_not_has_no_letter() -> None:
    answer = told("S It was.", "A Ich habe.", "R Good.")
    first, middle, last = answer.sentences

    report = as_text(judged(answer, [first, Sentence(middle.words), last]))

    assert "S  It was.\n   Ich habe.\nR  Good.\n" in report


# Names


def test_every_part_has_a_letter_fill_name_and_colour_of_its_own() -> None:
    for table in (LETTERS, PATTERNS, NAMES, COLOURS):
        assert set(table) == set(StarPart)
        assert len(set(table.values())) == len(StarPart)


def test_every_mark_and_rule_has_a_name_for_people() -> None:
    assert set(MARKS) == set(Mark)
    assert {rule.id for rule in RULES} <= set(TITLES)
    assert title_of("no-such-rule") == "No such rule"

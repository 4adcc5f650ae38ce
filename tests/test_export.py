"""Attempts are written in the format that a file's name asks for."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.attempts import HOSTILE, MOMENT, attempt_of, attempts, hostile_texts
from tests.judged import unjudged, without_sound
from tests.sounds import fixture_take
from voice_star.domain.answer import StarPart
from voice_star.domain.attempt import Attempt
from voice_star.domain.review import Flag, Review, Severity
from voice_star.domain.wire import review_to_json
from voice_star.errors import OutputError
from voice_star.report.export import EXPORTERS, exporter_for
from voice_star.report.export.clean import cleaned
from voice_star.report.export.csv_table import COLUMNS, CSV
from voice_star.report.export.json_document import JSON
from voice_star.report.export.markdown import MARKDOWN, escaped

if TYPE_CHECKING:
    from voice_star.report.export.exporter import Exporter

SPOKEN = attempt_of(unjudged("I led it. … It worked."))
GIVEN = attempt_of(without_sound(unjudged("I led it.")), number=7)


# Which format


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
def test_a_format_is_found_by_the_ending_in_any_case(exporter: Exporter) -> None:
    assert exporter_for(Path(f"/a.b/mine.v2{exporter.ending}")) is exporter
    assert exporter_for(Path(f"MINE{exporter.ending.upper()}")) is exporter


@pytest.mark.parametrize("name", ["answer.pdf", "answer", "answer.txt", "html"])
def test_an_unknown_ending_is_answered_with_those_there_are(name: str) -> None:
    with pytest.raises(OutputError) as refused:
        exporter_for(Path(name))

    assert all(exporter.ending in str(refused.value) for exporter in EXPORTERS)


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
def test_only_what_holds_many_takes_several(exporter: Exporter) -> None:
    if exporter.holds_many:
        assert exporter.export([SPOKEN, SPOKEN])
    else:
        with pytest.raises(OutputError, match="holds one attempt, and 2 were named"):
            exporter.export([SPOKEN, SPOKEN])


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.name)
def test_a_text_without_times_is_refused_only_by_what_is_made_of_times(
    exporter: Exporter,
) -> None:
    if exporter.needs_times:
        with pytest.raises(OutputError, match="Attempt 7 is a text without times"):
            exporter.export([GIVEN])
    else:
        assert exporter.export([GIVEN])


@given(attempts())
def test_every_file_is_utf_8_without_anything_that_steers_a_terminal(
    attempt: Attempt,
) -> None:
    for exporter in EXPORTERS:
        if exporter.needs_times and not attempt.review.answer.transcript.is_timed:
            continue
        text = exporter.export([attempt]).decode("utf-8-sig")
        assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202e\u200f]", text)


# JSON


@given(attempts())
def test_json_is_the_wire_form_and_the_attempt(attempt: Attempt) -> None:
    read = json.loads(JSON.export([attempt]))

    assert read.pop("attempt") == {
        "id": attempt.id,
        "moment": attempt.moment.isoformat(timespec="seconds"),
        "story": attempt.story,
    }
    assert read == review_to_json(attempt.review)


def test_json_does_not_tell_where_the_recording_lay() -> None:
    take = fixture_take("strong")

    read = JSON.export([attempt_of(replace(SPOKEN.review, take=take))])

    assert json.loads(read)["take"]["path"] == "strong.flac"
    assert str(take.path.parent).encode() not in read


# CSV


def rows_of(*several: Attempt) -> list[dict[str, str]]:
    file = io.StringIO(CSV.export(several).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(file, strict=True))


@given(st.lists(attempts(), max_size=3))
def test_csv_has_a_row_for_each_attempt_and_a_cell_for_each_column(
    several: list[Attempt],
) -> None:
    rows = rows_of(*several)

    assert [int(row["id"]) for row in rows] == [attempt.id for attempt in several]
    for row, attempt in zip(rows, several, strict=True):
        assert tuple(row) == COLUMNS
        assert None not in row.values()
        assert int(row["words"]) == len(attempt.review.answer.transcript.spoken)


@given(attempts())
def test_the_figures_of_csv_are_numbers(attempt: Attempt) -> None:
    (row,) = rows_of(attempt)

    answer = attempt.review.answer
    if answer.pacing is None:
        assert row["seconds"] == row["pause_share"] == row["task_seconds"] == ""
        return
    shares = [float(row[f"{part.value}_share"]) for part in StarPart]
    assert sum(shares) == pytest.approx(1, abs=0.01)
    seconds = sum(float(row[f"{part.value}_seconds"]) for part in StarPart)
    assert float(row["seconds"]) == pytest.approx(seconds, abs=0.05)
    assert float(row["speech_rate"]) == round(answer.pacing.speech_rate, 1)


@given(attempts())
def test_no_cell_begins_a_formula_whatever_splits_the_cells(attempt: Attempt) -> None:
    text = CSV.export([attempt]).decode("utf-8-sig")

    for delimiter in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if cell.strip().startswith(tuple("=+-@"))]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\uff1d1"])
def test_a_question_that_would_be_a_formula_is_quoted(text: str) -> None:
    (row,) = rows_of(attempt_of(replace(SPOKEN.review, question=text)))

    assert row["question"] == f"'{text.strip()}"


@pytest.mark.parametrize("text", ["a;=1", "a; +1", 'a;"=1"', "a;;@b"])
def test_a_spreadsheet_that_splits_at_semicolons_finds_no_formula(text: str) -> None:
    written = CSV.export([attempt_of(replace(SPOKEN.review, question=text))])

    (row,) = list(csv.reader(written.decode("utf-8").splitlines()[1:], delimiter=";"))
    assert len(row) > 1
    assert not [cell for cell in row if cell.strip().startswith(tuple("=+-@"))]


def test_a_row_says_when_in_the_clock_of_the_place_and_in_utc() -> None:
    (row,) = rows_of(SPOKEN)

    assert row["date"] == "2026-05-07 14:03:11"
    assert row["utc"] == "2026-05-07T12:03:11Z"


def test_a_rule_that_flags_twice_is_named_once_and_counted_twice() -> None:
    flag = Flag("no-why", Severity.MAJOR, "You stop.")

    (row,) = rows_of(attempt_of(replace(SPOKEN.review, flags=(flag, flag))))

    assert (row["n_flags"], row["flags"]) == ("2", "no-why")


# Markdown


def rendered(attempt: Attempt) -> str:
    markdown = MARKDOWN.export([attempt]).decode("utf-8")
    return str(MarkdownIt("gfm-like", {"linkify": False}).render(markdown))


ALLOWED = re.compile(
    r"</?(h[123]|p|strong|em|code|ul|li|blockquote|br /|"
    r"table|thead|tbody|tr|t[hd]( style=\"text-align:(left|right)\")?)>"
)


@given(attempts())
def test_markdown_makes_no_markup_of_what_was_said(attempt: Attempt) -> None:
    assert "<" not in ALLOWED.sub("", rendered(attempt))


@pytest.mark.parametrize("text", ["- x", "+ x", "1. one", "12) one", "=== x"])
def test_no_text_begins_a_list(text: str) -> None:
    assert MarkdownIt().render(escaped(text)) == f"<p>{text}</p>\n"


@given(hostile_texts)
def test_an_escaped_text_is_read_as_it_stands(text: str) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(escaped(text))

    assert [token.type for token in tokens] == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == cleaned(text)


@given(attempts())
def test_markdown_says_everything_of_each_flag_that_weighs(attempt: Attempt) -> None:
    text = MARKDOWN.export([attempt]).decode("utf-8")

    assert text.startswith("# ")
    for flag in attempt.review.flags:
        assert escaped(flag.message) in text


@pytest.mark.parametrize("text", HOSTILE)
def test_cleaning_leaves_one_line_that_can_be_seen(text: str) -> None:
    line = cleaned(text)

    assert "\n" not in line
    assert cleaned(line) == line
    line.encode("utf-8")


# Attempts


def test_an_attempt_needs_a_zone_and_a_number() -> None:
    review = Review(unjudged("I led it."))

    with pytest.raises(ValueError, match="zone"):
        Attempt(1, MOMENT.replace(tzinfo=None), review)
    with pytest.raises(ValueError, match="numbered from 1"):
        Attempt(0, MOMENT, review)

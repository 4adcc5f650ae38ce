"""What a job asks for is read from its advertisement and held against the story."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.telling import tell
from voice_star.analysis.job import read_job
from voice_star.analysis.relevance import is_broad, match_job, near_any
from voice_star.analysis.stems import stem
from voice_star.domain.answer import Answer, Ask
from voice_star.errors import UnreadableTextError

JOBS = Path(__file__).parent / "jobs"
CORPUS = Path(__file__).parents[1] / "training" / "corpus"
NAMES = sorted(path.stem for path in JOBS.glob("*.txt"))

WARDS = tell(
    "S I was a pharmacist in a hospital.",
    "A+interaction I went round the six wards and asked each of them what they lost.",
    "A+interaction I sat down with the director of nursing.",
    "A+problem I went through the orders of a year and counted each one by hand.",
    "A+interaction I persuaded the night shift by offering them their own shelf.",
    "R+concrete+figure Lost orders fell from forty a week to three.",
    "R+meaning I like it when a quiet thing works.",
)

SUPPLY = """
Pharmacy Supply Lead
What you will do
- Negotiate contracts with wholesalers
- Engage stakeholders across departments
- Analyse data on stock and waste
- Persuade sceptical colleagues
- Drive the delivery van
"""


def advertisement(name: str) -> str:
    return (JOBS / f"{name}.txt").read_text("utf-8")


@cache
def corpus() -> dict[str, Answer]:
    """Return the labelled answers by their ids."""
    records = [
        json.loads(line)
        for path in sorted(CORPUS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    return {record["id"]: _told(record["sentences"]) for record in records}


def _told(sentences: list[dict[str, Any]]) -> Answer:
    return tell(
        *(
            "+".join([one["part"][0].upper(), *one["marks"]]) + " " + one["text"]
            for one in sentences
        )
    )


def shown(answer: Answer, job: str) -> dict[str, list[str]]:
    """Return each ask that is met with the words of the answer that show it."""
    met = match_job(answer, job).met
    return {ask.text: [answer.quote(words) for words in ask.evidence] for ask in met}


@pytest.mark.parametrize("name", NAMES)
def test_every_layout_gives_a_handful_of_asks(name: str) -> None:
    asks = read_job(advertisement(name))

    assert 4 <= len(asks) <= 12
    assert len(set(asks)) == len(asks)
    assert all(len(ask.split()) <= 13 for ask in asks)


@pytest.mark.parametrize("name", NAMES)
def test_asks_are_in_the_words_of_the_advertisement(name: str) -> None:
    text = " ".join(advertisement(name).replace("**", "").split())

    assert all(ask in text for ask in read_job(advertisement(name)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "notice",
    [
        "salary",
        "holiday",
        "pension",
        "parking",
        "apply",
        "degree",
        "licen",
        "years",
        "Fluent",
        "DBS",
        "Status",
        "equal",
        "weekend",
        "£",
        "equity",
    ],
)
def test_offers_notices_and_papers_are_no_asks(name: str, notice: str) -> None:
    assert not any(notice in ask for ask in read_job(advertisement(name)))


def test_a_sentence_of_deeds_gives_one_ask_each() -> None:
    job = "You will negotiate prices with suppliers, and train the new drivers."

    assert read_job(job) == (
        "negotiate prices with suppliers",
        "train the new drivers",
    )


def test_a_list_of_those_worked_with_is_one_ask() -> None:
    job = "- Work with product, finance and support on the budget"

    assert read_job(job) == ("Work with product, finance and support on the budget",)


def test_an_ask_said_twice_is_one() -> None:
    job = "- Train new drivers\n- Training of new drivers\n- Train our new drivers"

    assert read_job(job) == ("Train new drivers",)


@pytest.mark.parametrize(
    "job",
    [
        "",
        "   \n\n",
        "x",
        "\x00\x01\x02\ufffd\ufffd",
        "🙂 🙂 🙂",
        "1234 5678",
        "The cat sat on the mat. It is a nice mat.",
        "Salary: £30,000\nTo apply, send us your CV.",
        "- A degree in law\n- Five years of experience\n- Fluent German",
        "Wir suchen eine Köchin.\n- Sie planen die Dienste\n- Sie leiten das Team",
        "Nous cherchons un vendeur\n- vous vendez nos produits\n- vous aimez le client",
        "We zoeken een planner\n- Je plant de routes\n- Je overlegt met chauffeurs",
    ],
)
def test_what_asks_for_nothing_is_refused_with_a_sentence(job: str) -> None:
    with pytest.raises(UnreadableTextError, match="job advertisement"):
        match_job(WARDS, job)


def test_advertisement_and_speaker_meet_in_different_words() -> None:
    assert shown(WARDS, SUPPLY) == {
        "Engage stakeholders across departments": [
            "I went round the six wards and asked each of them what they lost.",
            "I sat down with the director of nursing.",
            "I persuaded the night shift by offering them their own shelf.",
        ],
        "Analyse data on stock and waste": [
            "I went through the orders of a year and counted each one by hand."
        ],
        "Persuade sceptical colleagues": [
            "I persuaded the night shift by offering them their own shelf."
        ],
    }


@pytest.mark.parametrize(
    ("name", "answer", "ask", "quote"),
    [
        ("nursing", "t-h-014", "Work closely with", "I asked the director"),
        ("software", "t-i-005", "Write automated tests", "wrote tests for it"),
        ("software", "t-f-077", "Debug hairy production", "I reproduced it"),
        ("retail", "t-i-079", "make sure every customer", "rang a couple of customers"),
        ("logistics", "t-h-013", "Negotiate rates", "negotiated staggered launch"),
        (
            "teaching",
            "t-d-064",
            "build strong relationships",
            "visited eleven of these",
        ),
        ("research", "t-d-003", "writing papers", "wrote the paper about the leak"),
        ("hospitality", "t-h-012", "Lead, coach", "I trained the floor staff"),
        ("finance", "t-b-074", "High level of accuracy", "line by line"),
        ("trades", "t-c-009", "Fault finding", "isolates the one"),
        ("public", "t-d-067", "Analyse responses", "I kept a tally"),
        ("startup", "t-a-041", "answering support tickets", "I apologised"),
        ("intern", "t-d-020", "Research what visitors", "interviewed thirty users"),
        ("security", "t-a-027", "Investigate suspected", "a real intrusion"),
        ("care", "t-g-092", "kind heart", "sat with him"),
        ("sales", "t-h-054", "Train theatre staff", "showed them how"),
    ],
)
def test_a_story_of_the_trade_shows_what_its_job_asks_for(
    name: str, answer: str, ask: str, quote: str
) -> None:
    met = shown(corpus()[answer], advertisement(name))

    quotes = [place for text, at in met.items() if text.startswith(ask) for place in at]
    assert any(quote in place for place in quotes)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("nursing", "t-d-098"),
        ("software", "t-g-070"),
        ("retail", "t-g-040"),
        ("logistics", "t-g-090"),
        ("teaching", "t-f-057"),
        ("research", "t-e-013"),
        ("hospitality", "t-f-004"),
        ("finance", "t-e-070"),
        ("trades", "t-g-089"),
        ("startup", "t-e-002"),
        ("care", "t-d-048"),
        ("sales", "t-e-081"),
    ],
)
def test_a_story_of_another_trade_shows_little_of_it(name: str, answer: str) -> None:
    assert len(shown(corpus()[answer], advertisement(name))) <= 1


def test_both_sides_are_named() -> None:
    (ask,) = match_job(
        tell("A I taught the new drivers how to load."), "- Train our new drivers"
    ).asks

    assert "Train" in ask.shared
    assert ask.evidence


def test_what_is_not_shown_is_missing() -> None:
    missing = [ask.text for ask in match_job(WARDS, SUPPLY).missing]

    assert missing == ["Negotiate contracts with wholesalers", "Drive the delivery van"]


@pytest.mark.parametrize(
    "line",
    [
        "S I negotiated the contracts.",
        "T I was to negotiate the contracts.",
        "O I negotiated the contracts.",
        "R+generic I negotiated the contracts and it went well.",
        "A I did not negotiate the contracts.",
        "A He negotiated the contracts.",
        "A Ravindra negotiated the contracts.",
        "A They never negotiated.",
        "A Nobody negotiated with us.",
    ],
)
def test_what_the_speaker_did_not_do_shows_nothing(line: str) -> None:
    assert not match_job(tell(line), "- Negotiate the yearly prices").met


@pytest.mark.parametrize(
    "line",
    [
        "A I negotiated the contracts.",
        "A Then we haggled for a week.",
        "A I um negotiated um with the mill.",
        "R+concrete I got a better price, twelve percent off.",
        "S+meaning I like to negotiate, that is why I do it.",
    ],
)
def test_actions_and_the_why_show_it(line: str) -> None:
    assert match_job(tell(line), "- Negotiate the yearly prices").met


def test_only_the_clause_that_shows_it_is_evidence() -> None:
    answer = tell("A It was raining, and I negotiated with the mill, and then I left.")

    assert shown(answer, "- Negotiate the yearly prices") == {
        "Negotiate the yearly prices": ["and I negotiated with the mill,"]
    }


def test_to_speak_of_trucks_is_not_to_have_planned_their_routes() -> None:
    answer = tell("A I stood beside the truck and waited.")

    assert not match_job(answer, advertisement("logistics")).met


def test_a_tool_that_both_name_is_not_enough_by_itself() -> None:
    answer = tell("A I bought a forklift.")

    assert not match_job(answer, "- Enforce forklift rules in the bay").met


def test_what_any_story_shows_is_broad() -> None:
    assert is_broad(Ask("Excellent communication skills"))
    assert is_broad(Ask("strong problem solving skills"))
    assert not is_broad(Ask("Negotiate with suppliers"))


@pytest.mark.parametrize(
    "line",
    [
        "A There was a wholesaler.",
        "S I worked for a wholesaler.",
        "R+generic I haggled.",
    ],
)
def test_whatever_its_part_a_sentence_may_be_near(line: str) -> None:
    far, near = Ask("Administer medicines"), Ask("Negotiate prices with wholesalers")

    assert near_any(tell("A I had a boat.", line), [far, near])
    assert not near_any(tell("A I had a boat.", line), [far])
    assert not near_any(tell("A I had a boat.", line), [])


@given(st.text(max_size=400))
def test_any_text_gives_asks_or_is_refused(text: str) -> None:
    try:
        match = match_job(WARDS, text)
    except UnreadableTextError:
        return
    assert match.asks


LINES = st.sampled_from(
    [line for name in NAMES for line in advertisement(name).splitlines()]
)
TOLD = st.lists(
    st.tuples(
        st.sampled_from(["S", "A", "A+interaction", "A+problem", "R", "R+meaning"]),
        st.sampled_from(
            [
                "I asked the director why.",
                "so I trained the new nurses and we um counted each box",
                "I presented it to the board, and he said no",
                "teaching",
            ]
        ),
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(LINES, max_size=30), TOLD)
def test_evidence_lies_within_the_words_and_is_always_the_same(
    lines: list[str], told: list[tuple[str, str]]
) -> None:
    answer = tell(*(f"{label} {text}" for label, text in told))
    job = "- Negotiate with suppliers\n- Present to the board\n" + "\n".join(lines)

    match = match_job(answer, job)

    assert match == match_job(answer, job)
    for ask in match.asks:
        assert bool(ask.shared) == bool(ask.evidence)
        assert all(words.stop <= len(answer.transcript.words) for words in ask.evidence)
        for before, after in zip(ask.evidence, ask.evidence[1:], strict=False):
            assert before.stop <= after.start


@pytest.mark.parametrize(
    "forms",
    [
        "negotiate negotiated negotiating negotiation",
        "teach taught teaching",
        "plan planned planning plans",
        "organise organised organizing",
        "deliver delivery delivered",
        "label labelled labeled",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organ", "organisation"),
        ("pass", "passion"),
        ("port", "portion"),
        ("new", "news"),
        ("depart", "department"),
        ("document", "documentation"),
        ("custom", "customer"),
    ],
)
def test_different_words_have_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)

"""Word forms brought back to one stem, so that "negotiated" meets "negotiation".

Only what is bent is bent back, with a few endings that make nouns of verbs. The usual
stemmers go further and take "organ" and "organisation" for one; here a false meeting is
worse than a missed one.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

_VOWEL = re.compile(r"[aeiouy]")
_GROUPS = re.compile(r"[aeiouy]+")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")

_SHORTEST = 3
"""Letters that must be left: "red" is no past of "r"."""

_LONG = 4
"""Letters that must be left where a noun is led back to its verb."""

_NOUNS = ("ations", "ation", "ators", "ator", "ating", "ated", "ates", "ate")
"""Endings of one family: calibrate, calibrated, calibration, calibrator."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what is common to the forms of a word, in lower case."""
    word = word.lower().replace("’", "'")
    irregular, kept = _tables()
    if word not in irregular:
        word = word.removesuffix("'s").removesuffix("'")
    if word in irregular:
        return irregular[word]
    if word in kept or len(word) <= _SHORTEST or not word.isalpha():
        return word
    return _spelt(_led_back(word))


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], frozenset[str]]:
    source = files("voice_star.data").joinpath("irregular.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    kept = frozenset(table["kept"]["words"].split())
    irregular = {
        form: _spelt(_led_back(base)) if base not in kept else base
        for base, forms in table["forms"].items()
        for form in [base, *forms.split()]
    }
    return irregular, kept


def _led_back(word: str) -> str:
    """Take off the endings, those that bend a word and those that make a noun of it."""
    for ending in _NOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= _LONG:
            return word.removesuffix(ending)
    word = _singular(word)
    for ending, put in (("ction", "ct"), ("ment", "")):
        base = word.removesuffix(ending) + put
        if word.endswith(ending) and len(base) > _LONG:
            return base
    return _unbent(word)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > _LONG else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _unbent(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= _SHORTEST and _VOWEL.search(base):
            return _DOUBLED.sub(r"\1", base)
        if base != word and len(base) == _SHORTEST - 1 and base[0] in "aeiou":
            return base
    return word


def _spelt(word: str) -> str:
    """Even out final letters, and British and American spelling."""
    if len(word) > _SHORTEST:
        word = word.removesuffix("e")
    if word.endswith("ll") and len(_GROUPS.findall(word)) > 1:
        word = word[:-1]
    if word.endswith(("iz", "yz")) and len(word) > _LONG:
        word = word[:-1] + "s"
    if word.endswith("our") and len(word) > _LONG + 1:
        word = word[:-3] + "or"
    if word.endswith("y") and len(word) > _SHORTEST:
        word = word[:-1] + "i"
    return word

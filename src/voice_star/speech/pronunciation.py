"""How a written word is said: the words and phones an aligner can look for.

Its dictionary (CMU's) has 130,000 words, but no figures, hardly any names and few
abbreviations. What is missing is spelled out, or given phones by rule: rough ones, but
an aligner only needs to find a word whose place is already half known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TypeAlias

Lookup: TypeAlias = Callable[[str], bool]
"""Whether a lower-case word is in the aligner's dictionary."""

_PART = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?|[^\W\d_]+(?:'[^\W\d_]+)*|[%$£€&+]"
)

_SYMBOLS = {
    "%": "percent",
    "$": "dollars",
    "£": "pounds",
    "€": "euros",
    "&": "and",
    "+": "plus",
}

_LONGEST_ABBREVIATION = 5
"""Longer runs of capitals are words that somebody shouted."""

_FEWEST_YEAR, _MOST_YEAR = 1100, 1999
"""Figures that are said in two halves: "nineteen ninety"."""

_MOST_DIGITS = 12
"""Longer numbers are telephone numbers and the like, and are said digit by digit."""


def spoken_words(text: str, known: Lookup) -> list[str]:
    """Return the lower-case words that are said for one written word.

    Args:
        text: As a recogniser wrote it: ``"$3.5"``, ``"night-shift"``, ``"CEO,"``.
        known: Tells what needs no spelling out.

    Returns:
        At least one word for anything with a letter or a figure in it, else nothing.
    """
    plain = text.replace("’", "'")
    words: list[str] = []
    currency: list[str] = []
    for part in _PART.findall(plain):
        if part in "$£€":
            currency.append(_SYMBOLS[part])
        elif part in _SYMBOLS:
            words.append(_SYMBOLS[part])
        elif part[0].isdecimal():
            words += _number_words(part)
        else:
            words += _letter_words(part, known)
    return words + currency


def _letter_words(part: str, known: Lookup) -> list[str]:
    word = _without_accents(part.lower())
    if not word:
        return []
    if known(word):
        return [word]
    letters = part.removesuffix("'s").removesuffix("s")
    if (
        letters.isascii()
        and letters.isupper()
        and 1 < len(letters) <= _LONGEST_ABBREVIATION
    ):
        return list(letters.lower())
    return [word]


def _without_accents(word: str) -> str:
    """Reduce a word to a to z and apostrophes; letters of other scripts are lost."""
    bare = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in bare if letter in "abcdefghijklmnopqrstuvwxyz'")


def _number_words(part: str) -> list[str]:
    """Say a figure: ``"1,200"``, ``"3.5"``, ``"2nd"``, ``"1990"``."""
    from num2words import num2words

    digits = re.sub(r"[^\d.]", "", part)
    if len(digits) > _MOST_DIGITS:
        said = " ".join(num2words(int(digit)) for digit in digits if digit.isdigit())
    elif part[-1].isalpha():
        said = num2words(int(digits.split(".")[0]), to="ordinal")
    elif "." in digits:
        said = num2words(float(digits))
    elif "," not in part and _FEWEST_YEAR <= int(digits) <= _MOST_YEAR:
        said = num2words(int(digits), to="year")
    else:
        said = num2words(int(digits))
    return re.findall(r"[a-z']+", said.lower())


_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("tion", "SH AH N"), ("sion", "ZH AH N"), ("ture", "CH ER"), ("ough", "AO"),
    ("eigh", "EY"), ("igh", "AY"), ("tch", "CH"), ("dge", "JH"), ("sch", "SH"),
    ("ch", "CH"), ("sh", "SH"), ("th", "TH"), ("ph", "F"), ("wh", "W"), ("ck", "K"),
    ("qu", "K W"), ("ng", "NG"), ("gh", "G"), ("ee", "IY"), ("ea", "IY"),
    ("oo", "UW"), ("ou", "AW"), ("ow", "OW"), ("oi", "OY"), ("oy", "OY"),
    ("oa", "OW"), ("ai", "EY"), ("ay", "EY"), ("au", "AO"), ("aw", "AO"),
    ("ie", "IY"), ("ei", "EY"), ("ey", "IY"), ("ue", "UW"), ("ew", "UW"),
    ("ar", "AA R"), ("er", "ER"), ("ir", "ER"), ("ur", "ER"), ("or", "AO R"),
    ("a", "AE"), ("b", "B"), ("c", "K"), ("d", "D"), ("e", "EH"), ("f", "F"),
    ("g", "G"), ("h", "HH"), ("i", "IH"), ("j", "JH"), ("k", "K"), ("l", "L"),
    ("m", "M"), ("n", "N"), ("o", "AA"), ("p", "P"), ("q", "K"), ("r", "R"),
    ("s", "S"), ("t", "T"), ("u", "AH"), ("v", "V"), ("w", "W"), ("x", "K S"),
    ("y", "IY"), ("z", "Z"),
)  # fmt: skip
"""English spellings and their commonest sounds (ARPABET), the longer ones first."""

_LONG = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW"}
"""A vowel before one consonant and a silent e: "rate", "note"."""

_SILENT_STARTS = (("kn", "n"), ("wr", "r"), ("ps", "s"), ("gn", "n"))


def phones_by_rule(word: str) -> str:
    """Return ARPABET phones for a word no dictionary has, from its spelling.

    Args:
        word: Of a to z and apostrophes.

    Returns:
        Phones with a space between; never empty: where nothing fits, "AH".
    """
    rest = word.replace("'", "")
    for spelling, heard in _SILENT_STARTS:
        if rest.startswith(spelling):
            rest = heard + rest[len(spelling) :]
    rest = re.sub(r"([bdfgklmnprstz])\1", r"\1", rest)
    magic = re.fullmatch(r"(.*)([aeiou])([bcdfgklmnpstvz])es?", rest)
    phones: list[str] = []
    if magic and magic[1]:
        soft = {"c": "S", "g": "JH"}.get(magic[3])
        tail = [_LONG[magic[2]], soft or _phones(magic[3])]
        phones = [_phones(magic[1]), *tail] + (["Z"] if rest.endswith("s") else [])
    else:
        phones = [_phones(rest)]
    return " ".join(phone for phone in phones if phone) or "AH"


def _phones(letters: str) -> str:
    """Match spellings from the left, the longest first."""
    phones: list[str] = []
    index = 0
    while index < len(letters):
        soft = letters[index] == "c" and letters[index + 1 : index + 2] in {*"eiy"}
        for spelling, sound in _SPELLINGS:
            if letters.startswith(spelling, index):
                is_first_y = spelling == "y" and index == 0
                phones.append(
                    "Y" if is_first_y else "S" if soft and len(spelling) == 1 else sound
                )
                index += len(spelling)
                break
        else:
            index += 1
    return " ".join(phones)

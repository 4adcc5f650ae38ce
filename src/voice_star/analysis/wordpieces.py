"""Words as the judge's network reads them: pieces of words, by number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


STEP = 32
"""Lengths in tokens are multiples of this."""

_UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Encoded:
    """Words in the network's terms.

    Attributes:
        tokens: Ids, between the marks of beginning and end, filled up to a multiple
            of `STEP` with padding: the network was trained so, and a network that
            always sees the same few lengths is quicker.
        firsts: For each word, the place of its first token; never empty for a word.
    """

    tokens: tuple[int, ...]
    firsts: tuple[int, ...]


class Pieces:
    """Cuts words in the pieces of a vocabulary, as BERT does (arXiv:1810.04805).

    Args:
        vocabulary: Its tokens, in the order of their ids.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        ids = {token: index for index, token in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(models.WordPiece(ids, unk_token=_UNKNOWN))
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self._tokenizer.add_special_tokens([_UNKNOWN])
        self._begin, self._end = ids["[CLS]"], ids["[SEP]"]
        self._unknown, self._padding = ids[_UNKNOWN], ids["[PAD]"]

    def lengths(self, words: Sequence[str]) -> list[int]:
        """Return how many pieces each word is cut in, at least one."""
        encodings = self._tokenizer.encode_batch(list(words))
        return [max(1, len(encoding.ids)) for encoding in encodings]

    def encode(self, words: Sequence[str]) -> Encoded:
        """Return the pieces of `words`; a word of which nothing is left is unknown."""
        tokens, firsts = [self._begin], []
        for encoding in self._tokenizer.encode_batch(list(words)):
            firsts.append(len(tokens))
            tokens.extend(encoding.ids or [self._unknown])
        tokens.append(self._end)
        tokens.extend([self._padding] * (-len(tokens) % STEP))
        return Encoded(tuple(tokens), tuple(firsts))

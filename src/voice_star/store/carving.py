"""Rows read out of a damaged database page by page, whatever its trees look like.

SQLite finds a row by way of a tree, and one damaged page of it may hide hundreds. The
rows themselves lie in leaf pages, each with all its lengths beside it. So every page
that may be a leaf is looked at; the caller tells by checksums what is whole. The format
is that of https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import contextlib
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LEAF = 0x0D
"""First byte of a leaf page of a table."""

_USUAL_PAGE = 4096
"""What SQLite makes pages of, where the header does not say."""

_SMALLEST_PAGE, _LARGEST_PAGE = 512, 65_536

_HEADER = 100
"""Bytes of the file's own header, in the first page."""

_LOG_HEADER = struct.Struct(">8I")
_FRAME_HEADER = struct.Struct(">6I")

_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its type."""

_FLOAT, _ZERO, _ONE, _BLOB, _TEXT = 7, 8, 9, 12, 13


@dataclass(frozen=True, slots=True)
class CarvedRow:
    """A row as it was found; nothing says yet that it is whole.

    Attributes:
        number: Its row id.
        values: Its columns; None for a column that is the row id as well.
        is_counted: Whether it is among the rows that its page counts; others may be
            what was there before.
    """

    number: int
    values: tuple[Any, ...]
    is_counted: bool


def carve(database: Path) -> Iterator[CarvedRow]:
    """Yield whatever looks like a row of a table, in the file and its log.

    Raises:
        OSError: If the file cannot be read.
    """
    pages = _Pages.of(database)
    for number in pages.numbers():
        page = pages.page(number)
        first = _HEADER if number == 1 else 0
        # One bit of the type may be what is damaged.
        if len(page) > first and (page[first] ^ _LEAF).bit_count() <= 1:
            yield from _rows_of(page, first, pages)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a database as of the last transaction that is in its log."""

    data: bytes
    size: int
    newer: Mapping[int, bytes]

    @classmethod
    def of(cls, database: Path) -> _Pages:
        data = database.read_bytes()
        size = int.from_bytes(data[16:18], "big")
        size = _LARGEST_PAGE if size == 1 else size
        if size.bit_count() != 1 or size < _SMALLEST_PAGE:
            size = _USUAL_PAGE
        log = database.with_name(f"{database.name}-wal")
        return cls(data, size, _logged(log.read_bytes(), size) if log.exists() else {})

    def numbers(self) -> range:
        return range(1, max([-(-len(self.data) // self.size), *self.newer]) + 1)

    def page(self, number: int) -> bytes:
        newer = self.newer.get(number)
        if newer is not None:
            return newer
        return self.data[(number - 1) * self.size : number * self.size]

    def overflow(self, number: int, n_bytes: int) -> bytes:
        """Return what of a row lies in pages of its own, the first being `number`."""
        pieces = []
        while n_bytes > 0 and number:
            page = self.page(number)
            pieces.append(page[4 : 4 + n_bytes])
            n_bytes -= self.size - 4
            number = int.from_bytes(page[:4], "big")
        return b"".join(pieces)


def _logged(log: bytes, size: int) -> dict[int, bytes]:
    """Return the pages in a log, up to the last transaction that was ended."""
    if len(log) < _LOG_HEADER.size:
        return {}
    salts = _LOG_HEADER.unpack_from(log)[4:6]
    ended: dict[int, bytes] = {}
    begun: dict[int, bytes] = {}
    step = _FRAME_HEADER.size + size
    for at in range(_LOG_HEADER.size, len(log) - step + 1, step):
        number, commits, *rest = _FRAME_HEADER.unpack_from(log, at)
        if tuple(rest[:2]) != salts:
            break  # older than the log's last beginning
        begun[number] = log[at + _FRAME_HEADER.size : at + step]
        if commits:
            ended |= begun
            begun = {}
    return ended


def _rows_of(page: bytes, first: int, pages: _Pages) -> Iterator[CarvedRow]:
    """Yield the rows of a page. How many there are is not taken on trust either."""
    begin, lowest, index = first + 8, len(page), 0
    counted = int.from_bytes(page[first + 3 : first + 5], "big")
    while begin + 2 * index + 2 <= lowest:
        at = begin + 2 * index
        pointer = int.from_bytes(page[at : at + 2], "big")
        if at < pointer < len(page):
            lowest = min(lowest, pointer)
            with contextlib.suppress(IndexError, ValueError, struct.error):
                number, values = _row(page, pointer, pages)
                yield CarvedRow(number, values, index < counted)
        index += 1


def _row(page: bytes, at: int, pages: _Pages) -> tuple[int, tuple[Any, ...]]:
    n_bytes, at = _varint(page, at)
    number, at = _varint(page, at)
    if n_bytes > len(pages.data) + pages.size * len(pages.newer):
        raise ValueError("no row is larger than its file")
    local = _local(n_bytes, pages.size)
    payload = page[at : at + local]
    if local < n_bytes:
        beyond = int.from_bytes(page[at + local : at + local + 4], "big")
        payload += pages.overflow(beyond, n_bytes - local)
    return number, tuple(_values(payload))


def _local(n_bytes: int, size: int) -> int:
    """Return how many bytes of a row lie in the leaf itself."""
    most = size - 35
    if n_bytes <= most:
        return n_bytes
    least = (size - 12) * 32 // 255 - 23
    local = least + (n_bytes - least) % (size - 4)
    return local if local <= most else least


def _values(payload: bytes) -> Iterator[Any]:
    """Yield the columns of a row."""
    end, at = _varint(payload, 0)
    body = end
    while at < end:
        kind, at = _varint(payload, at)
        value, body = _value(payload, kind, body)
        yield value


def _value(payload: bytes, kind: int, at: int) -> tuple[Any, int]:
    """Return a column of a kind, and where the next one begins."""
    if kind in {0, _ZERO, _ONE}:
        return {0: None, _ZERO: 0, _ONE: 1}[kind], at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == _FLOAT:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind < _BLOB:
        raise ValueError("there is no such kind of column")
    end = at + (kind - _BLOB) // 2
    if end > len(payload):
        raise ValueError("the row ends before its column does")
    data = payload[at:end]
    return (data.decode() if kind % 2 else data), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of up to nine bytes, and where the next thing begins."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if not data[place] & 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9

"""Which reviews were made by older versions than there are now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_star.store.attempts import AttemptStore


def outdated(
    store: AttemptStore, *, made_by: str, model: str | None = None
) -> list[int]:
    """Return the ids of attempts whose review another version made, in order.

    Args:
        store: The history.
        made_by: The version of judge and analysis that is not outdated.
        model: Where one is named, attempts that are kept with their sound and were
            heard by another model are outdated too.

    Raises:
        StoreError: If the history cannot be read.
    """
    with store.database.reading() as connection:
        rows = connection.execute(
            "SELECT id FROM attempt WHERE judged_by IS NOT :made_by OR "
            "(:model IS NOT NULL AND recording IS NOT NULL AND model IS NOT :model) "
            "ORDER BY id",
            {"made_by": made_by, "model": model},
        ).fetchall()
    return [number for (number,) in rows]

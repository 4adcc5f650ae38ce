"""Attempts as files for other programs and other people; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voice_star.errors import OutputError
from voice_star.report.export.audacity import AUDACITY
from voice_star.report.export.csv_table import CSV
from voice_star.report.export.json_document import JSON
from voice_star.report.export.markdown import MARKDOWN
from voice_star.report.export.page import HTML
from voice_star.report.export.srt import SRT
from voice_star.report.export.textgrid import TEXTGRID
from voice_star.report.export.webvtt import WEBVTT

if TYPE_CHECKING:
    from pathlib import Path

    from voice_star.report.export.exporter import Exporter

EXPORTERS = (HTML, MARKDOWN, JSON, CSV, SRT, WEBVTT, TEXTGRID, AUDACITY)
"""Every format; no two share an ending."""


def exporter_for(path: Path) -> Exporter:
    """Return the format that the name of a file asks for.

    Raises:
        OutputError: If its ending is none of those there are.
    """
    name = path.name.lower()
    for exporter in EXPORTERS:
        if name.endswith(exporter.ending):
            return exporter
    endings = [exporter.ending for exporter in EXPORTERS]
    raise OutputError(
        f"Nothing is written to files named like {path.name}. End its name in "
        f"{', '.join(endings[:-1])} or {endings[-1]}."
    )

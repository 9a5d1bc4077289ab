"""Flags that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import SettingsError

IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index. [default: .groundwire]")
]
ChromaOption = Annotated[
    str | None,
    typer.Option("--chroma", help="Chroma server that holds the index, as http://host:8000."),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", help="sentence-transformers model. [default: all-MiniLM-L6-v2]"),
]
RerankerOption = Annotated[
    str | None,
    typer.Option("--reranker", help="CrossEncoder that reorders what is found. [default: none]"),
]
CheckerOption = Annotated[
    str | None,
    typer.Option("--checker", help="CrossEncoder that checks statements too. [default: none]"),
]


def day_of(text: str | None, flag: str) -> date | None:
    """Return the day that `text`, given with `flag`, names. Raises SettingsError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{flag} {text!r} is not a date: write it as 2025-09-05") from None

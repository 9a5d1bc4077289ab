"""Flags that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

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

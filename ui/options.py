"""Flags that several commands share."""

from typing import Annotated

import typer

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

"""Quotations: what stands between marks must stand in the source, word for word."""

import re
from collections.abc import Iterator

from index.terms import fold
from rag.verify.fault import CheckKind, Fault
from rag.verify.pair import Pair

_QUOTED = re.compile(
    r"[“«„]([^“”«»„]+)[”»“]|(?<!\w)\"([^\"]+)\"|(?<!\w)[‘']([^‘’']{8,}?)[’'](?!\w)"
)
_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\([^)]*\)|\.\.\.|…")


def quotation_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each quotation that is not in what is cited, character for character.

    Marks, punctuation, capitals and white space may differ; "…" and "[he]" stand for any words.
    """
    sources = [_plain(one.text) for one in pair.cited]
    for quoted in quotations(pair.statement):
        pieces = [plain for piece in _LEFT_OUT.split(quoted) if (plain := _plain(piece)).strip()]
        if pieces and not any(_in_order(pieces, source) for source in sources):
            yield Fault(CheckKind.QUOTATION, quoted, f"“{quoted}” is not in what is cited")


def quotations(text: str) -> list[str]:
    """Return what stands between quotation marks in `text`."""
    return ["".join(match.groups("")).strip() for match in _QUOTED.finditer(text)]


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def _in_order(pieces: list[str], source: str) -> bool:
    at = 0
    for piece in pieces:
        found = source.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece) - 1
    return True

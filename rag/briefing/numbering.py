"""From chosen sentences to lines with numbered citations, in order of first use."""

from collections.abc import Sequence
from dataclasses import replace

from index.search import Index
from rag.answer import Citation, Support
from rag.briefing.briefing import Line
from rag.briefing.piece import Piece
from rag.compose import cite
from rag.speakers import unnamed_speaker
from rag.stories import also_in


class Numbering:
    """Gives citations their numbers as lines are made, from 1 on."""

    def __init__(self, index: Index) -> None:
        """Begin with none."""
        self._index = index
        self._known: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those given, in order."""
        return tuple(self._known.values())

    def number(self, piece: Piece) -> int:
        """Return the number of the citation of `piece`."""
        evidence = piece.evidence
        key = (piece.article.id, evidence.start, evidence.end)
        if key not in self._known:
            outlets = also_in(piece.article.id, self._index)
            self._known[key] = replace(
                cite(len(self._known) + 1, evidence), also_in=outlets, news=piece.news
            )
        return self._known[key].n

    def line(self, piece: Piece, others: Sequence[Piece] = ()) -> Line:
        """Return the line that says what `piece` says, word for word; `others` say the same."""
        numbers = dict.fromkeys(self.number(each) for each in (piece, *others))
        return Line(
            text=" ".join(piece.evidence.quote.split()),
            citations=tuple(numbers),
            support=Support.VERBATIM,
            speaker=unnamed_speaker(piece.article, piece.evidence.start, piece.evidence.end),
        )

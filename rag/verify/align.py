"""Which word of a source each word of a statement stands for: the heaviest common subsequence.

What the statement changed shows in the gaps: a word of its own between two that are the source's,
where the source has another; and a word of the source that the statement left out between two it
kept. Weighted longest common subsequence (Wagner and Fischer 1974), with a bonus for neighbours
that stay neighbours, so that a word which occurs twice is found at its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.verify.tokens import Token

_NEIGHBOURS = 0.25
"""What it adds that two words stand side by side in both; set by hand."""
_SAME_FORM = 0.05
"""What it adds that a word has the same form, not only the same stem."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words of a statement beside those of its source."""

    statement: Sequence[Token]
    source: Sequence[Token]
    to_source: tuple[int | None, ...]
    """For each word of the statement the index of its word in the source."""
    to_statement: tuple[int | None, ...]
    """The same the other way round."""

    def gap(self, at: int) -> range:
        """Return the source's words that word `at` of the statement stands in the place of.

        Those between the nearest words before and after it that are found in the source; empty
        where the statement only adds a word.
        """
        before = next((s for s in reversed(self.to_source[:at]) if s is not None), -1)
        after = next((s for s in self.to_source[at + 1 :] if s is not None), len(self.source))
        return range(before + 1, after)

    def is_tight(self, at: int, most: int = 8) -> bool:
        """Return whether the gap at `at` is short, so that one can stand for the other."""
        return len(self.gap(at)) <= most

    def is_kept(self, at: int) -> bool:
        """Return whether the source's word `at` is in the statement too."""
        return self.to_statement[at] is not None


def align(statement: Sequence[Token], source: Sequence[Token]) -> Alignment:
    """Return the heaviest alignment in which the words keep their order."""
    rows, columns = len(statement), len(source)
    at_of: dict[str, list[int]] = {}
    for column, token in enumerate(source):
        at_of.setdefault(token.key, []).append(column)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    ends: list[dict[int, tuple[float, bool]]] = [{} for _ in range(rows)]
    for row, token in enumerate(statement):
        above, here = best[row], best[row + 1]
        before = ends[row - 1] if row else {}
        for column in at_of.get(token.key, ()):
            same = _SAME_FORM if token.text == source[column].text else 0.0
            gain, free = token.weight + same, above[column]
            chained = before.get(column - 1)
            joined = chained[0] + _NEIGHBOURS if chained else -1.0
            ends[row][column] = (gain + max(free, joined), joined > free)
        found = ends[row]
        left = 0.0
        for column in range(columns):
            left = max(left, above[column + 1], found[column][0] if column in found else 0.0)
            here[column + 1] = left
    return _traced(statement, source, best, ends)


def _traced(
    statement: Sequence[Token],
    source: Sequence[Token],
    best: list[list[float]],
    ends: list[dict[int, tuple[float, bool]]],
) -> Alignment:
    to_source: list[int | None] = [None] * len(statement)
    to_statement: list[int | None] = [None] * len(source)
    row, column, forced = len(statement), len(source), False
    while row and column:
        found = ends[row - 1].get(column - 1)
        if found and (forced or found[0] == best[row][column]):
            to_source[row - 1], to_statement[column - 1] = column - 1, row - 1
            row, column, forced = row - 1, column - 1, found[1]
        elif best[row - 1][column] == best[row][column]:
            row -= 1
        else:
            column -= 1
    return Alignment(statement, source, tuple(to_source), tuple(to_statement))

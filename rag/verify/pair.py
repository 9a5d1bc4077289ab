"""A statement beside what it cites, read once for all checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.answer import Speaker
from rag.verify.align import Alignment, align
from rag.verify.fault import Cited
from rag.verify.tokens import Token, tokens


@dataclass(frozen=True)
class Pair:
    """A statement and the texts that it cites."""

    statement: str
    cited: Sequence[Cited]
    speaker: Speaker | None = None
    """Who is named beside the statement as the one who says it."""

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """The words of the statement."""
        return tokens(self.statement)

    @cached_property
    def source(self) -> str:
        """All quotes, one after the other."""
        return "\n\n".join(one.text for one in self.cited)

    @cached_property
    def around(self) -> str:
        """The quotes, the sentences around them and the speakers' names."""
        speakers = [f"{s.name} {s.role or ''}" for one in self.cited if (s := one.speaker)]
        return "\n\n".join([self.source, *(one.context for one in self.cited), *speakers])

    @cached_property
    def source_words(self) -> tuple[Token, ...]:
        """The words of the quotes."""
        return tokens(self.source)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the words of the quotes."""
        return frozenset(token.key for token in self.source_words)

    @cached_property
    def keys_around(self) -> frozenset[str]:
        """The keys of the words of the quotes and of what is around them."""
        return frozenset(token.key for token in tokens(self.around))

    @cached_property
    def alignment(self) -> Alignment:
        """Which word of the quotes each word of the statement is."""
        return align(self.words, self.source_words)

    def displaced(self, at: int) -> list[Token]:
        """Return the words of the quotes that word `at` of the statement has displaced."""
        found = self.alignment
        if found.to_source[at] is not None or not found.is_tight(at):
            return []
        return [self.source_words[place] for place in found.gap(at) if not found.is_kept(place)]

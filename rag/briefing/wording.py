"""A briefing in a language model's words, as far as these stand up to their sources."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.article import Article
from corpus.errors import LLMError
from index.terms import terms
from rag import messages
from rag.answer import Citation, Support
from rag.briefing import texts
from rag.briefing.briefing import Briefing, Line
from rag.briefing.check import faults, line_faults
from rag.briefing.renumbering import lines, renumbered
from rag.drafting.draft import Draft
from rag.drafting.settle import Outcome, settled
from rag.drafting.sources import Source, source_of
from rag.drafting.writer import Writer
from rag.leaning import leaning_pronoun
from rag.llm import prompt
from rag.llm.model import Prompt

_LOG = logging.getLogger(__name__)
_AT_ONCE = 6
"""So many lines are shortened at a time, which small models hold."""
_LEAST, _MOST = 3, 5
"""Sentences of a bottom line."""
Ask = Callable[[str, Sequence[Citation]], Prompt]


def worded(
    briefing: Briefing, writer: Writer, articles: Mapping[str, Article], tell: Callable[[], object]
) -> Briefing:
    """Return `briefing` with its bottom line, timeline and positions in the words of `writer`.

    A sentence that fails the check gives way to the source's own, or is left out of the bottom
    line; a line that would grow keeps its words. Remarks and figures stay as the sources have them.
    Whatever goes wrong, what is not worded is quoted, and a note says why. `tell` is called before
    the model is asked, each time.
    """
    pen = _Pen(briefing, writer, articles, tell)
    bottom = pen.bottom_line(briefing.bottom_line)
    held = [stand.line for position in briefing.positions for stand in position.stands]
    short = pen.shortened([*(event.line for event in briefing.timeline), *held])
    made = renumbered(
        replace(
            briefing,
            bottom_line=bottom,
            timeline=tuple(replace(e, line=short.get(e.line, e.line)) for e in briefing.timeline),
            positions=tuple(
                replace(
                    p, stands=tuple(replace(s, line=short.get(s.line, s.line)) for s in p.stands)
                )
                for p in briefing.positions
            ),
        )
    )
    if found := faults(made, articles):
        _LOG.error("words of a language model withheld: %s", "; ".join(found))
        return replace(briefing, notes=(*briefing.notes, messages.not_written(texts.UNSOUND)))
    return replace(made, notes=(*briefing.notes, *pen.notes(lines(made))))


@dataclass
class _Pen:
    """Asks the model, and keeps count of what becomes of its sentences."""

    briefing: Briefing
    writer: Writer
    articles: Mapping[str, Article]
    tell: Callable[[], object]
    outcomes: list[Outcome] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    failure: str | None = None

    def bottom_line(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Return a bottom line made of `lines`, newest first; `lines` if too little of it holds."""
        given = self._sources(lines)
        outcomes = self._asked(prompt.bottom_line, given)[:_MOST]
        made = [(o.stands, line) for o in outcomes for line in _as_lines(o, lines)]
        worded = {n for stands, line in made if stands for n in line.citations}
        told = [line for stands, line in made if stands or worded.isdisjoint(line.citations)]
        told = list(dict.fromkeys(told))[:_MOST]
        cited = {n for line in told for n in line.citations}
        left = [line for line in lines if cited.isdisjoint(line.citations)]
        told += left[: max(0, len(lines) - len(told))]
        if not any(o.stands for o in outcomes) or len(told) < min(_LEAST, len(lines)):
            return tuple(lines)
        return tuple(sorted(told, key=lambda line: line.day or date.min, reverse=True))

    def shortened(self, lines: Iterable[Line]) -> dict[Line, Line]:
        """Return those of `lines` that the model says in fewer words, with what it says."""
        found: dict[Line, Line] = {}
        different = list(dict.fromkeys(lines))
        for first in range(0, len(different), _AT_ONCE):
            batch = different[first : first + _AT_ONCE]
            for outcome in self._asked(prompt.lines, self._sources(batch)):
                for said in outcome.statements if outcome.stands else ():
                    line = batch[said.citations[0] - 1]
                    short = replace(line, text=said.text, support=said.support, speaker=None)
                    if len(said.citations) == 1 and self._may_stand_for(short, line):
                        found.setdefault(line, short)
        return found

    def _may_stand_for(self, short: Line, line: Line) -> bool:
        """Return whether `short` says most of what `line` says, in fewer words, and holds.

        By itself: "It must be able to resist, he said" does not.
        """
        whole = set(terms(line.text))
        most = len(whole & set(terms(short.text))) > len(whole) / 2
        known = self.briefing.citations
        shorter = len(short.text) < len(line.text) and not leaning_pronoun(short.text)
        return most and shorter and not any(line_faults(short, known, self.articles))

    def notes(self, shown: Iterable[Line]) -> Iterator[str]:
        """Yield what a reader of the lines `shown` is to know of what the model wrote."""
        marked = any(line.support is Support.VERIFIED for line in shown)
        if marked:
            yield texts.WORDED
        failed = [outcome for outcome in self.outcomes if not outcome.stands]
        if failed:
            replaced = sum(bool(outcome.statements) for outcome in failed)
            yield messages.unsupported(len(failed), len(self.outcomes), replaced)
        elif not marked and not self.failure:
            yield messages.not_written(texts.NOT_SHORTER)
        yield from dict.fromkeys(self.oddities)
        if self.failure:
            told = texts.not_all_worded if marked else messages.not_written
            yield told(self.failure)

    def _sources(self, lines: Sequence[Line]) -> list[Source]:
        """Return what each of `lines` quotes first, numbered from 1."""
        known = {citation.n: citation for citation in self.briefing.citations}
        found = [known[line.citations[0]] for line in lines]
        return [
            source_of(replace(citation, n=n), self.articles[citation.article_id])
            for n, citation in enumerate(found, start=1)
        ]

    def _asked(self, ask: Ask, given: Sequence[Source]) -> list[Outcome]:
        """Return what becomes of what the model writes; nothing once it could not be asked."""
        draft = (
            self._draft(ask(self.briefing.topic, [s.citation for s in given])) if given else None
        )
        if draft is None:
            return []
        outcomes = [settled(sentence, given, self.writer.check) for sentence in draft.sentences]
        self.outcomes += outcomes
        cited = {n for sentence in draft.sentences for n in sentence.markers}
        if unknown := sorted(cited - {source.citation.n for source in given}):
            self.oddities.append(messages.unknown_sources(unknown, len(given)))
        if draft.cut_off:
            self.oddities.append(messages.CUT_OFF)
        return outcomes

    def _draft(self, asked: Prompt) -> Draft | None:
        if self.failure:
            return None
        self.tell()
        steps = self.writer.draft(asked)
        try:
            while True:
                next(steps)
        except StopIteration as end:
            draft: Draft = end.value
            return draft
        except LLMError as error:
            self.failure = str(error)
            return None


def _as_lines(outcome: Outcome, given: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that come of one sentence; its sources are numbered as `given`, from 1."""
    for statement in outcome.statements:
        cited = [given[n - 1] for n in statement.citations]
        own = outcome.stands and statement.text != cited[0].text
        if not own or leaning_pronoun(statement.text):
            yield cited[0]
            continue
        days = [line.day for line in cited if line.day]
        numbers = dict.fromkeys(line.citations[0] for line in cited)
        yield Line(statement.text, tuple(numbers), statement.support, day=max(days, default=None))

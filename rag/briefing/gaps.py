"""What a reader would ask of a topic, and the corpus does not answer."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.filters import Filters
from index.search import Index
from index.terms import terms
from rag.briefing import texts
from rag.briefing.briefing import Gap
from rag.briefing.figures import Counted
from rag.briefing.piece import Piece
from rag.briefing.scope import POSITIONS
from rag.evidence import choose
from rag.names import names
from rag.sufficiency import judge
from rag.words import DETERMINERS, PREPOSITIONS

_LISTED = range(3, 1000)
"""Of so many countries or companies a reader wants to know which."""
_HAVE_NAMES = frozenset(
    stem
    for word in """
    country state nation government member province region county district city town village
    company firm bank airline party union organisation organization agency university school
    hospital airport port minister senator lawmaker leader candidate team club
    """.split()
    for stem in terms(word)
)
_ASKS = re.compile(
    r"(?:who|what|when|where|why|how|which|is|are|was|were|does|did|do|will)\b", re.I
)


def gaps(
    index: Index, topic: str, pieces: Sequence[Piece], figures: Iterable[Counted],
    filters: Filters, most: int,
) -> list[Gap]:  # fmt: skip
    """Return up to `most` questions on the topic that found no answer, and why.

    A question is put as to an assistant (`rag.sufficiency.judge`), with the evidence that bears on
    what it asks beyond the topic: of this, every article on it says something.
    """
    found: list[Gap] = []
    for question, cue in [*_listing(figures), *_aspects(topic, pieces)]:
        if len(found) == most:
            break
        if cue and any(cue.search(piece.sentence) for piece in pieces):
            continue
        ranked = choose(index, question, index.search(question, filters=filters))
        bearing = [piece for piece in ranked if cue is None or cue.search(piece.quote)]
        if reason := judge(index, question, bearing).reason:
            found.append(Gap(question, reason))
    return found


def _aspects(topic: str, pieces: Sequence[Piece]) -> Iterator[tuple[str, re.Pattern[str]]]:
    if _ASKS.match(topic):
        return
    first = topic.split()[0]
    if any(first.lower() in piece.sentence.split() for piece in pieces):  # "Sanctions on Russia"
        topic = first.lower() + topic[len(first) :]
    for question, cue in texts.ASPECTS_OF_NAMES if _names_actors(topic) else texts.ASPECTS:
        yield question.format(topic=_in_a_sentence(topic)), re.compile(rf"\b(?:{cue})", re.I)


def _names_actors(topic: str) -> bool:
    """Return whether it names but people, places or parties, or what they hold."""
    named = " ".join(names(topic))
    return bool(named) and not set(terms(topic)) - set(terms(named)) - POSITIONS


def _listing(figures: Iterable[Counted]) -> Iterator[tuple[str, None]]:
    for figure in figures:
        names = figure.quantity.unit is None and figure.quantity.noun in _HAVE_NAMES
        if names and figure.quantity.high in _LISTED:
            yield texts.members(figure.about, figure.value), None


def _in_a_sentence(topic: str) -> str:
    """Return the topic as it stands inside a question: "earthquake in …" with its article."""
    topic = topic.rstrip(" ?.!")
    words = topic.split()
    head = next((at for at, w in enumerate(words) if w.casefold() in PREPOSITIONS), len(words))
    if not head or words[0].casefold() in DETERMINERS:
        return topic[:1].lower() + topic[1:] if words[0].casefold() in DETERMINERS else topic
    one = words[0].islower() and head < len(words) and not words[head - 1].endswith("s")
    return f"the {topic}" if one else topic

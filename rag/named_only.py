"""Whether evidence has no more to do with a question than the names in it.

"When did Berg resign?" resembles whatever tells of Berg, though nobody says that she did.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from index.embedder import Embedder
from index.terms import terms
from rag.asked_figures import asks_figure, gives_figure
from rag.asked_kinds import alike, asked_for
from rag.candidates import sure_answer
from rag.evidence import Evidence
from rag.names import names
from rag.saying import asked_speech
from rag.setting import setting

# Set by hand between questions of false premises on the five news articles and the shipped cases
# that are answered without a word of the question.
_MOST = 2
"""A question of more names says most of what it asks by them."""
_WHO_DOES = re.compile(
    r"(?:and |but |so )?who (?!(?:did|do|does|has|have|had|will|would|is|are|was|were)\b)", re.I
)
"""Whoever leads a country is told by a title."""
_AT_BEST = 0.02
_ANYWHERE = 0.07
"""The question must be so much more like the best sentence, or any, than its names alone are."""


def resembles_names_only(embedder: Embedder, question: str, best: Sequence[Evidence]) -> bool:
    """Return whether `best` share no word with `question` but names, nor what it means.

    What it means is embedded only if no word is shared, which is seldom: it takes some 30 ms.
    """
    named = names(question)
    known = {term for name in named for term in terms(name)}
    asked = set(terms(question)) - known
    if not 0 < len(named) <= _MOST or not asked or _may_be_told(question):
        return False
    if any(_shares(known, asked, piece) or _answers(question, piece) for piece in best):
        return False
    queries = embedder.embed([question.replace("…", " "), " ".join(named)], kind="query")
    whole, alone = queries @ embedder.embed([piece.quote for piece in best], kind="document").T
    gains = whole - alone
    return bool(gains[whole.argmax()] < _AT_BEST and gains.max() < _ANYWHERE)


def _may_be_told(question: str) -> bool:
    """Return whether the answer often stands by a name alone: "Ada Berg, a Norwegian poet".

    Or is what somebody said, of which is judged elsewhere.
    """
    by_name = asked_for(question).is_definition or bool(_WHO_DOES.match(question))
    return by_name or asked_speech(question) is not None


def _answers(question: str, piece: Evidence) -> bool:
    figure = asks_figure(question) and gives_figure(question, piece.quote)
    return figure or sure_answer(question, piece.quote) is not None


def _shares(known: AbstractSet[str], asked: AbstractSet[str], piece: Evidence) -> bool:
    """Return whether `piece` has a word of those asked, and speaks of somebody named."""
    there = set(terms(piece.quote))
    return any(alike(term) & there for term in asked) and bool(known & set(terms(setting(piece))))

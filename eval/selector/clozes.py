"""Questions made of news sentences, for the selector to learn from before it reads real ones.

A sentence with a name or a number taken out asks for it ("Florida passed a law …": "Which state
passed a law …?"), and sentences of other articles that hold it answer. After the cloze translation
of Lewis et al. 2019 and the answers from retrieved sentences of Fabbri et al. 2020.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from corpus.article import Article, Sentence
from index.terms import terms
from rag.name_runs import surname
from rag.names import is_territory, name_spans
from rag.noun_runs import CALENDAR
from rag.people import Mention, people
from rag.places import US_STATES
from rag.quantities import Quantity, quantities
from rag.reading import sentences_of
from rag.words import is_noun

_FIRST = 8  # sentences of an article, which tell its news
_WORDS = range(8, 46)  # of a sentence that a question is made of
_ASKED = 6, 16  # words that are asked with
_OFTEN = 12  # no answer is asked for more often
_DROPPED = 0.1  # share of the plain words that are left out
_TELLING = 4  # words that a question has at least
_COMMON = 20  # times that a word is written small: no name, where a sentence begins with it
_BREAK = re.compile(r"[,;:()]|\s[–—-]+\s")
_DAY = re.compile(
    r"(?:\s(?:on|late|early|last|this))?\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|week|month)\b"
)
_NO_NEWS = re.compile(r"[“”\"‘?]|\b(?:I|you)\b|^(?:It|This|That|These|Those|But|And|Or|So|If)\b")
_PRONOUN = re.compile(r"\b(?:he|she|they|we|his|her|their|our)\b", re.IGNORECASE)
_SORTS = frozenset(
    """
    airline airlines airport act agency association bank bay bill bridge city club college company
    corporation council county court department festival foundation group hospital hotel institute
    island islands lake league museum ministry mountain network park party prize province river
    school stadium station team theater tower union university valley zoo
    """.split()
)
"""Last words of names that say what they name."""


@dataclass(frozen=True, slots=True)
class Cloze:
    """A question made of a sentence of `article`."""

    article: Article
    sentence: str
    question: str
    answer: str
    """Short for what others say: a surname, a number."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is taken out of a sentence, by its offsets there, and what asks for it."""

    start: int
    end: int
    asks: str
    answer: str


def clozes(articles: Sequence[Article], each: int, rng: Random) -> Iterator[Cloze]:
    """Yield up to `each` questions an article, made of different sentences, in random order."""
    asked: Counter[str] = Counter()
    common = _common(articles)
    for article in rng.sample(articles, len(articles)):
        told = [s for s in sentences_of(article) if not s.is_heading][:_FIRST]
        made = 0
        for sentence in rng.sample(told, len(told)):
            cloze = _cloze(article, sentence, common, asked, rng)
            if cloze:
                asked[cloze.answer] += 1
                made += 1
                yield cloze
            if made == each:
                break


def _common(articles: Iterable[Article]) -> frozenset[str]:
    counts = Counter(word for a in articles for word in re.findall(r"\b[a-z]+\b", a.text))
    return frozenset(word for word, count in counts.items() if count >= _COMMON)


def _cloze(
    article: Article, sentence: Sentence, common: frozenset[str], asked: Counter[str], rng: Random
) -> Cloze | None:
    text = article.text[sentence.start : sentence.end]
    if len(text.split()) not in _WORDS or _NO_NEWS.search(text):
        return None
    gaps = [gap for gap in _gaps(article, sentence, common, rng) if asked[gap.answer] < _OFTEN]
    gap = rng.choice(gaps) if gaps else None
    question = _question(text, gap, rng) if gap else None
    return Cloze(article, text, question, gap.answer) if gap and question else None


def _gaps(
    article: Article, sentence: Sentence, common: frozenset[str], rng: Random
) -> Iterator[_Gap]:
    text = article.text[sentence.start : sentence.end]
    mentions = people(article).between(sentence.start, sentence.end)
    for start, end in name_spans(text):
        here = sentence.start + start, sentence.start + end
        person = next((m for m in mentions if here[0] <= m.start < here[1]), None)
        if person and person.person.is_sure:
            yield _person(person, start, end, rng)
        elif not person and _is_name(text, start, end, common):
            yield _named(text, start, end, rng)
    for quantity in quantities(text):
        if gap := _counted(text, quantity):
            yield gap


def _is_name(text: str, start: int, end: int, common: frozenset[str]) -> bool:
    first = text[start:end].split()[0].casefold()
    opens = not re.search(r"\w", text[:start])
    return (
        not CALENDAR.match(text[start:end]) and end - start > 1 and not (opens and first in common)
    )


def _person(mention: Mention, start: int, end: int, rng: Random) -> _Gap:
    roles = [role for role in mention.person.roles if role.islower() and len(role.split()) <= 3]
    asks = f"which {rng.choice(roles)}" if roles and rng.random() < 0.4 else "who"
    return _Gap(start, end, asks, surname(tuple(mention.person.name.split())))


def _named(text: str, start: int, end: int, rng: Random) -> _Gap:
    name = text[start:end]
    sort, ahead = name.split()[-1].casefold(), ["", "", *text[:start].split()][-2:]
    if is_territory(name):
        return _Gap(start, end, rng.choice(("which country", "which nation")), name)
    if name.casefold() in US_STATES:
        return _Gap(start, end, "which state", name)
    if " " in name and sort in _SORTS:
        return _Gap(start, end, f"which {sort}", name)
    if ahead[1].isalpha() and ahead[1].islower() and is_noun(ahead[1], ahead[0]):
        return _Gap(start - len(ahead[1]) - 1, end, f"which {ahead[1]}", name)
    return _Gap(start, end, "what", name)


def _counted(text: str, quantity: Quantity) -> _Gap | None:
    found = re.search(r"\d[\d,.]*\d", text[quantity.start : quantity.end])
    if not found:
        return None
    counts = quantity.noun and not quantity.unit
    asks = "how many" if counts else "what percentage" if quantity.unit == "%" else "how much"
    return _Gap(quantity.start, quantity.end, asks, found.group())


def _question(text: str, gap: _Gap, rng: Random) -> str | None:
    """Return the words around `gap` as a question; None if too few are left or they tell it."""
    start, end = _window(text, gap, rng.randint(*_ASKED))
    before, after = (_thinned(part, rng) for part in (text[start : gap.start], text[gap.end : end]))
    rest = f"{before} {after}"
    telling = set(terms(_PRONOUN.sub("", rest)))
    if len(telling) < _TELLING or set(terms(gap.answer)) & telling:
        return None
    asks = gap.asks
    if after[:2] in {"’s", "'s"}:
        asks, after = ("whose" if asks == "who" else f"{asks}’s"), after[2:]
    leads = before.casefold() in {"", "the", "a"}
    shapes = (
        (f"{asks} {after}",) if leads else (f"{before} {asks} {after}", f"{asks} {after} {before}")
    )
    asked = " ".join(rng.choice(shapes).strip(" .,;:").split()).replace(". ", " ")
    return f"{asked[0].upper()}{asked[1:]}?"


def _window(text: str, gap: _Gap, words: int) -> tuple[int, int]:
    """Return where the parts around `gap` begin and end that have at least so many words."""
    stops = [0, *(m.start() for m in _BREAK.finditer(text)), len(text)]
    low = max(n for n, stop in enumerate(stops) if stop <= gap.start)
    high = min(n for n, stop in enumerate(stops) if stop >= gap.end)
    while len(text[stops[low] : stops[high]].split()) < words and high - low < len(stops) - 1:
        low, high = (low, high + 1) if high < len(stops) - 1 else (low - 1, high)
    return stops[low], stops[high]


def _thinned(text: str, rng: Random) -> str:
    words = re.sub(r"^[^\w’']+|\([^)]*\)?", " ", _DAY.sub("", f" {text}")).split()
    return " ".join(w for w in words if not (w.islower() and rng.random() < _DROPPED))

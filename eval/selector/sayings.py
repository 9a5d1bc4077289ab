"""Questions after what somebody said, made of news sentences, for the selector to learn from.

"What did Ada Berg say about the ferries?": sentences answer in which she speaks of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from corpus.article import Article
from index.terms import terms
from rag.name_runs import is_person_name, surname
from rag.noun_runs import CALENDAR
from rag.phrases import Phrase, phrases
from rag.reading import sentences_of
from rag.speakers import speaker_of

_FIRST = 20  # sentences of an article that are looked at
_WORDS = range(10, 46)  # of a sentence that a question is made of
_LONGEST = 4  # words of the topic
_NO_TOPIC = re.compile(rf"\d|\b{CALENDAR.pattern}\b")
_HALF = 0.5  # so much of the topic is held by a sentence on it
_ASKS = (
    "What did {name} say about {topic}?",
    "What does {last} say on {topic}?",
    "What does {name} think of {topic}?",
    "What is {last}'s view of {topic}?",
    "What was {name}'s comment on {topic}?",
    "What is {name}'s position on {topic}?",
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A question after what somebody said in `article`."""

    article: Article
    question: str
    last: str
    """The speaker's last name."""
    topic: frozenset[str]
    """Its terms."""

    def is_said_in(self, article: Article, start: int, end: int) -> bool | None:
        """Return whether the sentence there answers; None if it might: they say something else."""
        speaker = speaker_of(article, start, end)
        if speaker is None or surname(tuple(speaker.name.split())) != self.last:
            return False
        held = self.topic & set(terms(article.text[start:end]))
        return True if len(held) >= _HALF * len(self.topic) else None


def sayings(articles: Sequence[Article], rng: Random) -> Iterator[Saying]:
    """Yield a question for each article in which a person says something, in random order."""
    for article in rng.sample(articles, len(articles)):
        told = [s for s in sentences_of(article) if not s.is_heading][:_FIRST]
        made = (_saying(article, s.start, s.end, rng) for s in rng.sample(told, len(told)))
        if found := next(filter(None, made), None):
            yield found


def _saying(article: Article, start: int, end: int, rng: Random) -> Saying | None:
    text = article.text[start:end]
    speaker = speaker_of(article, start, end) if len(text.split()) in _WORDS else None
    if speaker is None or not is_person_name(speaker.name):
        return None
    own = set(terms(speaker.name))
    topics = [p for p in phrases(text) if p.whole and not own & set(terms(p.text))]
    fitting = [topic.text for topic in topics if _is_topic(topic)]
    if not fitting:
        return None
    topic, last = rng.choice(fitting), surname(tuple(speaker.name.split()))
    question = rng.choice(_ASKS).format(name=speaker.name, last=last, topic=topic)
    return Saying(article, question, last, frozenset(terms(topic)))


def _is_topic(phrase: Phrase) -> bool:
    enough = phrase.is_name or len(terms(phrase.text)) > 1
    return enough and len(phrase.text.split()) <= _LONGEST and not _NO_TOPIC.search(phrase.text)

"""Questions about what somebody said, or who said it, and the sentences that fit them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.article import Article
from index.terms import terms
from rag.answer import Speaker
from rag.names import is_territory
from rag.noun_runs import tokens
from rag.quoted import masked
from rag.roles import describes, is_modifier, is_role, is_title, nation
from rag.speakers import speaker_of
from rag.speech_verbs import BASE, FINITE
from rag.stance_verbs import TAKES, WILL_OR_NOT
from rag.utterances import Utterance, doers

_ENOUGH = 0.5
"""Share of the words said, from which on a sentence may be where they were said; by hand."""
_ABOUT = r"(?:about|on|of|to|regarding|concerning|over|that|with|in|at|during|after|before|when)"
_AUX = r"(?:did|do|does|has|have|had|is|are|was|were|will|would|might)"
_POSITION = (
    r"(?:position|stance|view|views|opinion|response|reaction|take|comments?|statement|message|"
    r"argument|verdict|attitude|remarks?|explanation|words|warning|promise|demand|claim)"
)
_FIRST = rf"(?:what|how|why|when|where|whom?|which \w+|and|but|,)?\s*\b{_AUX}"
_WHO = re.compile(
    rf"^(?:who|which (?:\w+ ){{1,3}}?|what (?:\w+ )?(?:person|official|leader|politician) )\s*"
    rf"(?:has |have |had |also |first |once |recently )*(?P<verb>{FINITE.pattern})\s*(?P<topic>.*)",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"^(?:whose words (?:are|were)|who is quoted (?:as )?saying)\s+(?P<topic>.+)", re.I
)
_DID = re.compile(
    rf"^(?:and |but )?{_FIRST} (?P<who>.+?) (?:also |ever |really |publicly |actually |once )?"
    rf"(?P<verb>{BASE}|said|told|called|warned|announced|saying)\b\s*(?P<topic>.*)",
    re.IGNORECASE,
)
_STANCE = re.compile(
    rf"^(?:what|how) (?:is|was|are|were) (?P<who>.+?)[’']s? (?:\w+ )?{_POSITION}\b\s*(?P<topic>.*)",
    re.IGNORECASE,
)
_STANCE_OF = re.compile(
    rf"^what (?:is|was|are|were) the (?:\w+ )?{_POSITION} of (?P<who>.+?) (?P<topic>{_ABOUT}\b.*)",
    re.IGNORECASE,
)
_STAND = re.compile(
    rf"^where (?:do|does|did) (?P<who>.+?) stand\b\s*(?P<topic>(?:{_ABOUT}\b.*)?)$", re.IGNORECASE
)
_HEADLINE = re.compile(
    r"(?P<headline>.+?)[:–—]\s+(?P<asked>(?:who|what|how|why|where|when)\b.*)", re.I
)
_ACCORDING = re.compile(r"\b(?:according to|in the words of) (?P<who>[^,?]+)", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:people|it|they|you|we|there|one|he|she|i|this|that|somebody|anyone)", re.I
)


@dataclass(frozen=True, slots=True)
class AskedSpeech:
    """That a question asks what somebody said, or who said something."""

    speaker: str | None
    """Who is asked about, in the question's words; None where that is what is asked."""
    topic: str
    """What was said, or what it was about."""
    stance: bool = False
    """Whether it asks for a position, which may be taken without a word."""


def asked_speech(question: str) -> AskedSpeech | None:
    """Return what `question` asks of speech: "Who said …?", "What did … say about …?"; or None."""
    headline, asked = _apart(question.strip().rstrip("?!. "))
    for pattern in (_WHO, _WHOSE):
        if match := pattern.match(asked):
            said = match.groupdict()
            words = headline, _content(said.get("verb", "")), said["topic"]
            return AskedSpeech(None, " ".join(filter(None, words)))
    for pattern in (_DID, _STANCE, _STANCE_OF, _STAND):
        if (match := pattern.match(asked)) and not _NOBODY.fullmatch(match["who"]):
            if len(match["who"].split()) > 8:
                return None
            verb = _content(match.groupdict().get("verb", ""))
            words = headline, verb, match["topic"]
            stance = pattern is not _DID
            return AskedSpeech(match["who"], " ".join(filter(None, words)), stance)
    if (match := _ACCORDING.search(asked)) and not _NOBODY.fullmatch(match["who"]):
        rest = f"{asked[: match.start()]} {asked[match.end() :]}"
        return AskedSpeech(match["who"].strip(), rest.strip(" ,"))
    return None


def _apart(question: str) -> tuple[str, str]:
    """Return a headline and what is asked of it: "Port to close: who said so?"."""
    match = _HEADLINE.fullmatch(question)
    return (match["headline"], match["asked"]) if match else ("", question)


def speech_fit(asked: AskedSpeech, article: Article, start: int, end: int) -> float:
    """Return how well the sentence at `start` to `end` answers, from -1 to 1.

    1 if the one asked about says it, named or by title, or, where the question is who, if somebody
    says a good part of the words asked for; -1 if another says it than the one asked about by
    name, for a title or a country may be meant otherwise; 0 otherwise.
    """
    speaker = speaker_of(article, start, end)
    if asked.speaker is None:
        wanted = set(terms(asked.topic))
        there = wanted & set(terms(article.text[start:end]))
        enough = len(there) >= _ENOUGH * len(wanted) and bool(wanted)
        return float(speaker is not None and enough)
    if asked.stance and _takes(asked.speaker, article, start, end):
        return 1.0
    if speaker is None:
        return 0.0
    if is_asked_about(asked.speaker, speaker) or _says(asked.speaker, article, start, end):
        return 1.0
    return -1.0 if _is_a_name(asked.speaker) else 0.0


def _takes(words: str, article: Article, start: int, end: int) -> bool:
    """Return whether whoever `words` mean takes a position: "Russia rejected the plan".

    A country also does by what it is ready to do or will not, unless another country's people say
    so: "Minister Berg said that Norway will not send ferries".
    """
    text = masked(article.text)[start:end]
    found = [each for each in doers(text, TAKES) if each.main]
    if is_territory(words) and not _is_of_another(words, speaker_of(article, start, end)):
        found += doers(text, WILL_OR_NOT)
    return _is_among(words, text, found)


def _says(words: str, article: Article, start: int, end: int) -> bool:
    """Return whether whoever `words` mean says something there too: "while Moe called it late"."""
    text = masked(article.text)[start:end]
    return _is_among(words, text, [each for each in doers(text, FINITE) if each.main])


def _is_among(words: str, text: str, found: Iterable[Utterance]) -> bool:
    return any(is_asked_about(words, Speaker(text[slice(*each.who)])) for each in found)


def _is_of_another(country: str, speaker: Speaker | None) -> bool:
    known = f"{speaker.name} {speaker.role or ''}" if speaker else ""
    of = {found for match in tokens(known) if is_territory(found := nation(match.group()))}
    return bool(of) and nation(country) not in of


def is_asked_about(words: str, speaker: Speaker) -> bool:
    """Return whether `words` of a question ("the Italian premier", "Meloni") mean `speaker`."""
    named = [match.group() for match in tokens(words) if not _is_title(match.group())]
    own = set(terms(" ".join(named)))
    if own and own <= set(terms(speaker.name)):
        return True
    known = speaker.role or speaker.name
    if any(is_role(match.group()) for match in tokens(words)):
        return describes(words, known)
    # "Italy" speaks through its premier, and "the Kremlin" through its spokesman.
    countries = {nation(match.group()) for match in tokens(known)}
    return bool(own) and (own <= set(terms(known)) or {nation(w) for w in named} <= countries)


def _is_a_name(words: str) -> bool:
    plain = any(_is_title(match.group()) for match in tokens(words))
    return not plain and not is_territory(words)


def _is_title(word: str) -> bool:
    return is_title(word) or is_role(word) or is_modifier(word) or word.casefold() in {"the", "a"}


def _content(verb: str) -> str:
    """Return a verb that says more than that somebody spoke: "accused", not "said"."""
    plain = {"said", "say", "says", "told", "tell", "tells", "stated", "state", "think", "thinks"}
    return "" if verb.casefold() in plain else verb

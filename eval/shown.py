"""What a text shows beside statements and short facts, which are checked by themselves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag import messages
from rag.answer import Answer, Citation
from rag.headline import Headline
from rag.markers import MARKER, as_text
from rag.verify.answer import folded
from rag.verify.fault import Cited


@dataclass(frozen=True, slots=True)
class Rest:
    """A paragraph's words that belong to nothing checked."""

    text: str
    citations: tuple[int, ...]
    """The markers of the paragraph; all of the answer's, if it has none."""


def paragraphs(answer: Answer) -> list[str]:
    """Return the paragraphs of an answer's text, without the words in which it refuses."""
    found = (_past_refusal(folded(p), answer) for p in re.split(r"\n\s*\n", answer.text))
    return [paragraph for paragraph in found if paragraph]


def _past_refusal(paragraph: str, answer: Answer) -> str:
    """Return `paragraph` without the sentences that say that there is no answer, and why."""
    rest = paragraph.removeprefix(messages.THE_CORPUS_DOES_NOT_SAY)
    if rest == paragraph or not answer.reason:
        return rest.strip()
    # The text does not say what was searched; the reason goes on to.
    reason = folded(answer.reason)
    why = reason.removesuffix(folded(messages.searched(answer.corpus))).strip()
    return rest.strip().removeprefix(reason).removeprefix(why).strip()


def rest_of(answer: Answer) -> Iterator[Rest]:
    """Yield what is left of each paragraph without its statements, their speakers and the head."""
    head = Headline(answer.short, answer.earlier, answer.disagreements).text
    lines = {folded(line) for line in head.split("\n\n")}
    known = sorted(_known(answer), key=len, reverse=True)
    everything = tuple(citation.n for citation in answer.citations)
    for paragraph in paragraphs(answer):
        if paragraph in lines:
            continue
        rest = paragraph
        for words in known:
            rest = rest.replace(words, " ")
        text = folded(MARKER.sub(" ", rest).replace("**", ""))
        if any(character.isalnum() for character in text):
            cited = tuple(int(n) for n in MARKER.findall(paragraph))
            yield Rest(text, cited or everything)


def with_details(cited: Cited, citation: Citation) -> Cited:
    """Return `cited` with what a text may tell of its article: title, outlet and date."""
    day = citation.published
    dated = f"{day.day} {day:%B %Y} {day:%B} {day.day}, {day.year} {day}" if day else ""
    details = (citation.title, citation.outlet, dated)
    return Cited(
        "\n\n".join([cited.text, *filter(None, details)]),
        cited.context,
        cited.speaker,
        cited.published,
    )


def _known(answer: Answer) -> Sequence[str]:
    said = [one.text for one in answer.statements]
    said += [messages.said_by(one.speaker) for one in answer.statements if one.speaker]
    return [folded(as_text(words)) for words in (*said, messages.NEAREST) if words.strip()]

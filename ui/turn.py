"""One exchange of a conversation: a question, and its answer or why there is none."""

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from corpus.article import Article
from corpus.errors import GroundwireError
from eval.feedback import Rating
from rag.answer import Answer, Citation
from rag.assistant import Assistant
from rag.followup import PastTurn
from ui import texts
from ui.filtering import chosen_of, within
from ui.kept.records import Place
from ui.reader import empty_reader, render_changed, render_reader


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with either an answer or a problem; with neither, it is being answered."""

    question: str
    answer: Answer | None = None
    problem: str | None = None
    articles: Mapping[str, Article] = field(default_factory=dict)
    """What the answer cites, as it was then: the index may change while the page is open."""
    draft: str = ""
    """As much as a language model has written, unchecked, while it is being answered."""
    waiting: int | None = None
    """How many questions are answered before this one; None once its turn has come."""
    within: str = ""
    """What the reader's filters left to search in, in words; empty without filters."""
    place: Place | None = None
    """Where it is kept, once it is."""
    rating: Rating | None = None
    """What its reader said of it before this page was opened."""
    owner: str | None = None
    """Whose it is, where turns are kept; None for a browser that is not known."""
    not_kept: str = ""
    """Why it is not kept; empty where it is, or where nothing is to be."""


def take_turn(
    assistant: Assistant, question: str, turns: Sequence[Turn], chosen: str | None = None
) -> Iterator[Turn]:
    """Ask `question` after `turns`: yield the turn with each draft, and last with its answer.

    `chosen` is what the reader chose beside it, as the page sends it. Whatever goes wrong becomes
    the turn's problem.
    """
    try:
        asked = chosen_of(chosen)
        turn = Turn(question, within=within(assistant.articles, asked.filters))
        steps = assistant.stream(
            question, previous=past(turns), filters=asked.filters, as_of=asked.as_of
        )
        answer = yield from _drafts(turn, steps)
        yield replace(turn, answer=answer, articles=cited_articles(answer, assistant.articles))
    except GroundwireError as error:
        yield Turn(question, problem=str(error))
    except Exception:  # a defect must not take the conversation with it
        logging.getLogger(__name__).exception("a question could not be answered")
        yield Turn(question, problem=texts.INTERNAL_ERROR)


def past(turns: Sequence[Turn]) -> list[PastTurn]:
    """Return the `turns` that were answered, for a question that may lean on them."""
    return [_past(turn.question, turn.answer) for turn in turns if turn.answer]


def _drafts(turn: Turn, steps: Generator[str, None, Answer]) -> Generator[Turn, None, Answer]:
    with closing(steps):
        while True:
            try:
                draft = next(steps)
            except StopIteration as end:
                answer: Answer = end.value
                return answer
            yield replace(turn, draft=draft)


def cited_articles(answer: Answer, articles: Mapping[str, Article]) -> dict[str, Article]:
    """Return those of `articles` that still hold what `answer` cites of them, by id."""
    return {c.article_id: articles[c.article_id] for c in answer.citations if _holds(articles, c)}


def place_of(turns: Sequence[Turn], number: int, kept: str) -> int:
    """Return which of `turns` a page means that shows it as `number`, and as `kept` if it is.

    Where the turns were opened anew, those that were not kept are missing before it.
    """
    ids = [str(turn.place.turn) if turn.place else "" for turn in turns]
    if not kept:
        return number
    return ids.index(kept) if kept in ids else len(turns)


def read_source(turns: Sequence[Turn], turn: int, n: int, marker: str = "") -> str:
    """Return the reader on citation `n` of the answer in `turns[turn]`.

    `marker` is the marker that the page shows for it, unless it is f"{turn}-{n}".
    """
    marker = marker or f"{turn}-{n}"
    answer = turns[turn].answer if 0 <= turn < len(turns) else None
    cited = next((c for c in answer.citations if c.n == n), None) if answer else None
    if answer is None or cited is None:
        return empty_reader(texts.SOURCE_FORGOTTEN)
    article = turns[turn].articles.get(cited.article_id)
    if article is None or not _holds({article.id: article}, cited):
        return render_changed(cited, marker)
    return render_reader(article, answer.citations, cited, marker)


def read_first(turns: Sequence[Turn]) -> str:
    """Return the reader on what the last of `turns` cites first; empty if that is nothing."""
    answer = turns[-1].answer if turns else None
    if answer is None or not answer.citations:
        return empty_reader()
    return read_source(turns, len(turns) - 1, answer.citations[0].n)


def _past(question: str, answer: Answer) -> PastTurn:
    # A refusal's words are ours: no name in them is what a later question means.
    return PastTurn(question, "" if answer.reason else answer.text)


def _holds(articles: Mapping[str, Article], cited: Citation) -> bool:
    article = articles.get(cited.article_id)
    return article is not None and article.text[cited.start : cited.end] == cited.quote

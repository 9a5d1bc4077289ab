"""The page's turns, kept as they are answered and found again."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.errors import GroundwireError
from ui.conversation import render_conversation
from ui.filtering import filters_of
from ui.kept import texts
from ui.kept.conversations import Conversations
from ui.kept.database import Database
from ui.kept.ratings import Ratings
from ui.kept.records import Exchange, KeptTurn, Place, Unreadable
from ui.turn import Turn, cited_articles, past


class Keeping:
    """Keeps the conversations of the browsers that use one page."""

    def __init__(self, file: Path, version: str) -> None:
        """Keep in `file` what `version` of Groundwire answers; see ui/kept/database.py."""
        database = Database(file)
        self.conversations = Conversations(database, version)
        self.ratings = Ratings(database)

    def own(self, owner: str | None, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """Return the `turns` of a tab; none if another asked them.

        Gradio knows a tab by an id that the tab sends, and hands its turns to whoever sends that.
        """
        return tuple(turns) if all(turn.owner == owner for turn in turns) else ()

    def recalled(
        self,
        owner: str | None,
        turns: Sequence[Turn],
        conversation: str,
        articles: Callable[[], Mapping[str, Article]],
    ) -> tuple[Turn, ...]:
        """Return the owner's `turns` of a tab, or what is kept of the `conversation` it shows.

        Gradio lets go of the turns of a tab that was away for long, or when many others came.
        """
        own = self.own(owner, turns)
        if own or owner is None or not conversation:
            return own
        try:
            return self.reopened(owner, conversation, articles())
        except GroundwireError:  # another's, or deleted; a damaged file is told beside the answer
            return ()

    def keep_answer(
        self, steps: Iterable[tuple[Any, ...]], owner: str | None, chosen: str | None
    ) -> Iterator[tuple[Any, ...]]:
        """Yield the `steps` in which a question is answered; keep the turn that is new at the end.

        A step begins with the turns, if they are known by then, and the conversation as HTML.
        `owner` is None for a browser that is not known, `chosen` are the filters it sends.
        """
        for turns, shown, *rest in steps:
            if isinstance(turns, tuple) and turns:
                *before, last = turns
                last = replace(last, owner=owner)
                if last.answer:
                    last = self._kept(before, last, owner, chosen)
                turns = (*before, last)
                shown = render_conversation(turns)
            yield (turns, shown, *rest)

    def reopened(
        self, owner: str, conversation: str, articles: Mapping[str, Article]
    ) -> tuple[Turn, ...]:
        """Return the turns of a conversation; those of `articles` that changed since are left out.

        Raises ConversationsError if there is no such, or the file cannot be used.
        """
        kept = self.conversations.opened(owner, conversation)
        return tuple(_turn(each, owner, articles) for each in kept.turns)

    def _kept(
        self, before: Sequence[Turn], turn: Turn, owner: str | None, chosen: str | None
    ) -> Turn:
        if owner is None:
            return replace(turn, not_kept=texts.NO_COOKIE)
        try:
            place = self._place(owner, before, turn, chosen)
        except GroundwireError as error:
            return replace(turn, not_kept=str(error))
        except Exception:  # a defect here must not take the answer with it
            logging.getLogger(__name__).exception("an answer could not be kept")
            return replace(turn, not_kept=texts.FAILED)
        return replace(turn, place=place)

    def _place(
        self, owner: str, before: Sequence[Turn], turn: Turn, chosen: str | None
    ) -> Place | None:
        if turn.answer is None:
            return None
        history = tuple(each.question for each in past(before))
        exchange = Exchange(turn.question, turn.answer, turn.within, filters_of(chosen), history)
        return self.conversations.keep(owner, _conversation(before), exchange)


def _conversation(turns: Sequence[Turn]) -> str | None:
    return next((turn.place.conversation for turn in reversed(turns) if turn.place), None)


def _turn(kept: KeptTurn | Unreadable, owner: str, articles: Mapping[str, Article]) -> Turn:
    if isinstance(kept, Unreadable):
        return Turn(kept.question, problem=kept.why, place=kept.place, owner=owner)
    exchange = kept.exchange
    cited = cited_articles(exchange.answer, articles)
    return Turn(
        exchange.question,
        exchange.answer,
        articles=cited,
        within=exchange.within,
        place=kept.place,
        rating=kept.rating,
        owner=owner,
    )

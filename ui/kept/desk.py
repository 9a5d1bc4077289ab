"""What a reader asks of the list of conversations and of the thumbs, answered for a script.

What comes in is a browser's word, and may be anything; whose it is, a cookie alone tells.
"""

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import ConversationsError, GroundwireError
from eval.feedback import Rating, Reason, Verdict
from ui.kept import texts
from ui.kept.browser import owner_of
from ui.kept.export import as_json, as_markdown, file_name
from ui.kept.keeping import Keeping
from ui.kept.listing import render_list, render_problem
from ui.kept.ratings import WORDS

_MAX_ID = 2**63 - 1  # of a row in SQLite


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", str_max_length=10_000)


class _Found(_Asked):
    words: str = ""


class _Renamed(_Asked):
    id: str
    title: str


class _Deleted(_Asked):
    id: str


class _Exported(_Asked):
    id: str
    form: Literal["markdown", "json"]


class _Rated(_Asked):
    turn: int = Field(ge=1, le=_MAX_ID)
    verdict: Verdict | None
    reason: Reason | None = None
    words: str = Field("", max_length=WORDS)


T = TypeVar("T", bound=_Asked)
Reply = dict[str, str]


class Desk:
    """Answers with what a script shows: `said` is one line, `wrong` is set if it went wrong."""

    def __init__(self, keeping: Keeping) -> None:
        """Look after what `keeping` keeps."""
        self._keeping = keeping

    def find(self, asked: object, cookies: Mapping[str, str]) -> Reply:
        """Return as `list` the conversations with all of the `words` asked for."""

        def found(wanted: _Found, owner: str) -> Reply:
            listed = self._keeping.conversations.listed(owner, wanted.words)
            return {"list": render_list(listed, wanted.words)}

        reply = _answered(_Found, found, asked, cookies)
        return {"list": render_problem(reply["said"])} | reply if "wrong" in reply else reply

    def rename(self, asked: object, cookies: Mapping[str, str]) -> Reply:
        """Give the conversation `id` another `title`."""

        def renamed(wanted: _Renamed, owner: str) -> Reply:
            self._keeping.conversations.rename(owner, wanted.id, wanted.title)
            return {"said": texts.RENAMED}

        return _answered(_Renamed, renamed, asked, cookies)

    def delete(self, asked: object, cookies: Mapping[str, str]) -> Reply:
        """Delete the conversation `id`."""

        def deleted(wanted: _Deleted, owner: str) -> Reply:
            self._keeping.conversations.delete(owner, wanted.id)
            return {"said": texts.DELETED}

        return _answered(_Deleted, deleted, asked, cookies)

    def export(self, asked: object, cookies: Mapping[str, str]) -> Reply:
        """Return as `text` the conversation `id` in a `form`, with a `name` for its file."""

        def exported(wanted: _Exported, owner: str) -> Reply:
            conversation = self._keeping.conversations.opened(owner, wanted.id)
            if wanted.form == "json":
                text, ending, kind = as_json(conversation), "json", "application/json"
            else:
                text, ending, kind = as_markdown(conversation), "md", "text/markdown"
            name = file_name(conversation, ending)
            return {"text": text, "name": name, "kind": kind, "said": texts.SAVED}

        return _answered(_Exported, exported, asked, cookies)

    def rate(self, asked: object, cookies: Mapping[str, str]) -> Reply:
        """Keep a `verdict`, a `reason` and `words` on a `turn`; a null verdict takes it back."""

        def rated(wanted: _Rated, owner: str) -> Reply:
            down = wanted.verdict is Verdict.DOWN
            reason, words = (wanted.reason, wanted.words) if down else (None, "")
            rating = Rating(wanted.verdict, reason, words) if wanted.verdict else None
            self._keeping.ratings.rate(owner, wanted.turn, rating)
            if rating is None:
                return {"said": texts.TAKEN_BACK}
            return {"said": texts.SAY_WHY if down and not (reason or words) else texts.THANKS}

        return _answered(_Rated, rated, asked, cookies)


def _answered(
    kind: type[T], answer: Callable[[T, str], Reply], asked: object, cookies: Mapping[str, str]
) -> Reply:
    try:
        owner = owner_of(cookies)
        if owner is None:
            raise ConversationsError(texts.NO_COOKIE)
        return answer(kind.model_validate(asked), owner)
    except ValidationError:
        return {"said": texts.UNREADABLE, "wrong": "yes"}
    except GroundwireError as error:
        return {"said": str(error), "wrong": "yes"}

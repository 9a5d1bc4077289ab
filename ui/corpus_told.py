"""What the page's script tells along with an event, as Gradio's data of it: to be checked."""

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from ui.outcomes import Sent
from ui.upload_route import MOST_FILES


class _Sent(BaseModel):
    """A file that the script has sent."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=10_000)
    file: str | None = Field(None, max_length=10_000)
    problem: str | None = Field(None, max_length=10_000)


_ALL_SENT = TypeAdapter(list[_Sent])


def told(asked: object, name: str) -> object:
    """Return what is told under `name`; None if nothing is."""
    try:
        return getattr(asked, name)
    except (AttributeError, TypeError):  # nothing at all is sent along
        return None


def text(asked: object, name: str) -> str:
    """Return the text that is told under `name`; empty text if none is."""
    value = told(asked, name)
    return value if isinstance(value, str) else ""


def sent(asked: object) -> list[Sent]:
    """Return the files that were sent; none if that makes no sense."""
    try:
        files = _ALL_SENT.validate_json(text(asked, "sent"))
    except ValidationError:
        return []
    return [Sent(one.name, one.file, one.problem) for one in files[:MOST_FILES]]

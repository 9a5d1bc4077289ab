"""An answer read back from the data that `Answer.to_dict` made of it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from rag.answer import Answer


def answer_of(data: Mapping[str, Any]) -> Answer:
    """Return the answer whose `to_dict` is `data`.

    Fields that this version does not know are passed over, those it misses have their defaults, so
    that answers of other versions can be read. Raises ValueError if it is no answer.
    """
    return _reader().validate_python(data)


@cache
def _reader() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)

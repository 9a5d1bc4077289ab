"""Names of computers as a setting: a list, or text with commas."""

import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator
from pydantic_settings import NoDecode

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*")


def _listed(given: object) -> object:
    return given.split(",") if isinstance(given, str) else given


def _checked(given: str) -> str:
    name = given.strip().lower()
    if not _NAME.fullmatch(name):
        raise ValueError("give a name alone, such as desk.example.org, without http:// and port")
    return name


Hostnames = Annotated[
    frozenset[Annotated[str, AfterValidator(_checked)]], NoDecode, BeforeValidator(_listed)
]

"""YAML with the lines that things stand on, and without what a case file has no use for."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import CasesError

MOST_BYTES = 20_000_000
_MOST_NODES = 1_000_000
"""So many values a file may hold with its aliases written out: an alias of aliases of … can hold
billions in a few lines."""
_DEEP = 50
"""Case files are nested five deep."""


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file, as data and as nodes."""

    file: Path
    text: str
    data: Any
    root: yaml.Node | None
    """None if the file is empty."""

    def line(self, *path: object) -> int:
        """Return the line of what `path` leads to (keys and numbers), or the last on the way."""
        node, line = self.root, 1
        for step in path:
            if found := _step(node, step):
                node, line = found
        return line


def read_yaml(file: Path) -> Document:
    """Read `file`. Raises CasesError, naming file and line, if that cannot be."""
    return parse_yaml(_text(file), file)


def parse_yaml(text: str, file: Path) -> Document:
    """Return the document that `text` is; `file` is for messages. Raises CasesError."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is not None:
            _size(root, {}, ())
        data = None if root is None else loader.construct_document(root)
    except yaml.YAMLError as error:
        raise CasesError(f"{file}{_place(error, text)}: {_problem(error)}") from None
    except RecursionError:
        raise CasesError(f"{file}: it is nested too deeply for a case file") from None
    return Document(file, text, data, root)


def _text(file: Path) -> str:
    try:
        if file.exists() and not file.is_file():  # a pipe may never end, as /dev/zero does not
            raise CasesError(f"case file {file} is no regular file: save the cases in one")
        if file.exists() and file.stat().st_size > MOST_BYTES:
            raise CasesError(f"case file {file} has over {MOST_BYTES // 10**6} MB: split it up")
        data = file.read_bytes()
    except OSError as error:
        raise CasesError(f"case file {file} cannot be read: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CasesError(f"{file}:{line}: is not UTF-8: save the file as UTF-8") from None


class _Loader(yaml.SafeLoader):
    """Reads strings, numbers, dates and so on, and says where one is impossible."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401
        try:
            return super().construct_object(node, deep)
        except (ValueError, LookupError, AttributeError):  # as PyYAML has it: `!!bool maybe`
            value = str(node.value)[:40] or "an empty value"
            raise _error(node, f"{value} is impossible: mend it, or put it in quotes") from None


def _error(node: yaml.Node, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


def _size(node: yaml.Node, sizes: dict[int, int], above: tuple[int, ...]) -> int:
    """Return how many nodes there are from `node` on, with its aliases written out.

    Raises an error where that is too much or without end, and for keys that are there twice.
    """
    if id(node) in above:
        raise _error(node, "it holds an alias of itself: write it out")
    if len(above) > _DEEP:
        raise _error(node, "it is nested too deeply for a case file")
    if id(node) not in sizes:
        _read_keys(node)
        below = sum(_size(child, sizes, (*above, id(node))) for child in _children(node))
        if below >= _MOST_NODES:
            raise _error(node, "its aliases stand for too much: write the cases out")
        sizes[id(node)] = 1 + below
    return sizes[id(node)]


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        yield from (child for pair in node.value for child in pair)
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _read_keys(node: yaml.Node) -> None:
    """Take the keys of a mapping as text ("on" is no yes), and refuse one that is there twice."""
    if not isinstance(node, yaml.MappingNode):
        return
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if isinstance(key, yaml.ScalarNode):
            line = key.start_mark.line + 1
            if key.value in lines:
                first = lines[key.value]
                raise _error(key, f"{key.value!r} is given twice, first on line {first}: keep one")
            lines[key.value] = line
            if key.value != "<<":
                key.tag = "tag:yaml.org,2002:str"


def _step(node: yaml.Node | None, step: object) -> tuple[yaml.Node, int] | None:
    """Return the node that `step` leads to, and the line of its key or, in a list, its own."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: yaml.Node = node.value[step]
        return item, item.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        # What is merged in by "<<" comes first, and what the mapping says itself wins.
        for key, value in reversed(node.value):
            if key.value == step:
                return value, key.start_mark.line + 1
    return None


def _place(error: yaml.YAMLError, text: str) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return f":{text.count(chr(10), 0, error.position) + 1}"
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return f":{mark.line + 1}" if mark else ""


def _problem(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.reader.ReaderError):
        return f"holds the character U+{int(error.character):04X}: delete it"
    words = " ".join(str(getattr(error, "problem", None) or error).split())
    if type(error) is yaml.MarkedYAMLError:  # our own
        return words
    hint = next((hint for said, hint in _HINTS.items() if said in words), "")
    return f"not valid YAML: {words}{hint}"


_HINTS = {
    "but got '?'": ": put text that holds a question mark in quotes",
    "mapping values are not allowed": ": put text that holds a colon in quotes",
    "found character '\\t'": ": indent with spaces, not tabs",
}

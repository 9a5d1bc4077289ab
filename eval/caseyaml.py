"""Writing cases as YAML that a person likes to read and mend."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml
from pydantic import BaseModel

from corpus.errors import CasesError
from eval.cases import Case, CaseSet
from eval.yaml_nodes import Document, parse_yaml, read_yaml

_LONG = 72
"""From so many characters on, text is folded over several lines."""
_WIDTH = 96
_FIRST = ("id", "question", "turns")
_LISTS_OF_ALTERNATIVES = ("facts", "forbidden", "cites", "disagreement")


DRAFTS_HEAD = (
    "# Drafts. Read each: mend the question and what is expected, or delete the case, and then\n"
    "# delete its line `draft: true`. Until then it is skipped.\n"
)


def written(cases: Iterable[Case], head: str = "", hints: Mapping[str, str] | None = None) -> str:
    """Return a case file of `cases`; `head` stands above it, each line of it a comment.

    `hints` are comments of one line each, by the id of the case that they stand above.
    """
    return f"{head}cases:\n{_items(cases, 2, hints)}"


def appended(file: Path, cases: Sequence[Case]) -> str:
    """Return the text of the case file `file` with `cases` below its own; nothing else changes.

    Raises CasesError if it is laid out so that this cannot be done.
    """
    document = read_yaml(file)
    text = document.text
    node = _node_of_cases(document)
    if node is None or node.flow_style or not node.value:
        raise CasesError(f"{file}: its cases are no list with dashes: draft into another file")
    at = _end(node.value[-1])
    if text[at - 1 : at] != "\n":
        line_end = text.find("\n", at)
        at = len(text) if line_end < 0 else line_end + 1
    gap = "\n" if text[:at].endswith("\n") else "\n\n"
    new = f"{text[:at]}{gap}{_items(cases, node.start_mark.column)}{text[at:]}"
    _require_same(file, document, new, cases)
    return new


def _require_same(file: Path, document: Document, new: str, cases: Sequence[Case]) -> None:
    """Raise CasesError unless `new` holds what `document` does, with `cases` at the end."""
    before = CaseSet.model_validate(document.data)
    after = CaseSet.model_validate(parse_yaml(new, file).data)
    if after != before.model_copy(update={"cases": (*before.cases, *cases)}):
        raise CasesError(f"{file}: cannot be added to as it is laid out: draft into another file")


def _node_of_cases(document: Document) -> yaml.SequenceNode | None:
    pairs = document.root.value if isinstance(document.root, yaml.MappingNode) else ()
    found = (value for key, value in pairs if key.value == "cases")
    return next((node for node in found if isinstance(node, yaml.SequenceNode)), None)


def _end(node: yaml.Node) -> int:
    """Return where what `node` holds ends: a block's own end is where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    index: int = node.end_mark.index
    return index


def _items(cases: Iterable[Case], column: int, hints: Mapping[str, str] | None = None) -> str:
    def item(case: Case) -> str:
        hint = f"# {hints[case.id]}\n" if hints and case.id in hints else ""
        return hint + str(yaml.dump([_plain_case(case)], Dumper=_Dumper, **_STYLE))

    texts = map(item, cases)
    return "\n".join(indent(text, " " * column) for text in texts)


def _plain_case(case: Case) -> dict[str, Any]:
    """Return what is to be written of `case`: no defaults, no lists around single things."""
    held = {name: getattr(case, name) for name in Case.model_fields}
    order = (*_FIRST, *(name for name in held if name not in _FIRST))
    given = {name: held[name] for name in order if name in case.model_fields_set and held[name]}
    return {name: _plain(name, value) for name, value in given.items()}


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 -- whatever a field holds
    if name in _LISTS_OF_ALTERNATIVES:
        return [_bare(each) for each in value]
    if name == "speaker":
        return _bare(value)
    if isinstance(value, BaseModel):
        given = ((key, getattr(value, key)) for key in value.model_fields_set)
        order = list(type(value).model_fields)
        held = sorted(given, key=lambda pair: (pair[0] != "question", order.index(pair[0])))
        return {key: _plain(key, each) for key, each in held}
    if isinstance(value, tuple):
        return [_plain("", each) for each in value]
    return value if isinstance(value, (bool, date)) else str(value)


def _bare(alternatives: Sequence[Any]) -> Any:  # noqa: ANN401
    plain = [_plain("", each) for each in alternatives]
    return plain[0] if len(plain) == 1 else plain


class _Dumper(yaml.SafeDumper):
    """Folds long text, and indents lists below their names."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    odd = value.splitlines() != [value] if value else False  # other line ends than \n, too
    style = '"' if odd else ">" if len(value) > _LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.SequenceNode:
    short = all(isinstance(one, str) for one in value)
    flow = short and sum(len(one) + 2 for one in value) < _LONG
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_STYLE: Mapping[str, Any] = {
    "allow_unicode": True, "sort_keys": False, "width": _WIDTH, "default_flow_style": False,
}  # fmt: skip

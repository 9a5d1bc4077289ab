"""The JSON Schema that editors check case files by."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from eval.cases import SHIPPED, CaseSet
from eval.schema import FILE, json_schema
from eval.yaml_nodes import parse_yaml

DOCS = Path(__file__).parent.parent.parent / "docs" / "cases.md"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(json_schema())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def plain(text: str) -> object:
    """YAML as an editor reads it: 1.2, in which dates are text, and `on` too."""
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith("timestamp") and not (tag.endswith("bool") and first in "yYnNoO")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=loader)  # noqa: S506 -- a SafeLoader


def test_the_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == json_schema(), "run: python -m eval.schema"


def test_every_field_is_described() -> None:
    schema = json.loads(json_schema())
    bare = [
        f"{model}.{field}"
        for model, definition in {"CaseSet": schema, **schema["$defs"]}.items()
        for field, told in definition.get("properties", {}).items()
        if not told.get("description") and "$ref" not in told and model != "Refusal"
    ]

    assert bare == ["Turn.question"]


def test_the_shipped_cases_are_valid(validator: Draft202012Validator) -> None:
    assert not list(validator.iter_errors(plain(SHIPPED.read_text(encoding="utf-8"))))


def test_the_cases_of_the_docs_are_valid_both_ways(validator: Draft202012Validator) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    whole = [block for block in blocks if re.search(r"^cases:", block, re.MULTILINE)]
    assert whole
    for block in whole:
        assert not list(validator.iter_errors(plain(block)))
        CaseSet.model_validate(parse_yaml(block, DOCS).data)


@pytest.mark.parametrize(
    "case",
    [
        "{id: a, question: Who, fact: [x]}",
        "{id: a, facts: [x]}",
        "{id: a, question: Who, turns: [{question: Why, facts: [x]}], facts: [x]}",
        "{question: Who, facts: [x]}",
        "{id: a, question: Who, facts: [1]}",
        "{id: a, question: Who, cites: [{file: x}]}",
        "{id: a, question: Who, refuse: maybe}",
    ],
)
def test_what_is_broken_is_invalid(validator: Draft202012Validator, case: str) -> None:
    assert list(validator.iter_errors(plain(f"cases: [{case}]")))

"""Thresholds that nothing can meet."""

from typing import Any

import pytest

from eval.cases import CaseSet
from eval.known import idle_thresholds


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        ({"all": {"fact_hits": 1}}, "all: there is no measure 'fact_hits': did you mean fact_hit?"),
        ({"all": {"zzz": 1}}, "no measure 'zzz'; known: "),
        ({"tags": {"number": {"recall@6": 1}}}, "number: there is no measure 'recall@6': did you"),
        ({"all": {"fact_hit": 85}}, "all: fact_hit is at most 1, and 85 is asked: write .85 for"),
        ({"tags": {"numbers": {"words": 1}}}, "tag 'numbers': did you mean number?"),
        ({"tags": {"unread": {"words": 1}}}, "no case that gates has the tag 'unread'"),
        ({"tags": {"known-gap": {"words": 1}}}, "no case that gates has the tag 'known-gap'"),
    ],
)
def test_a_threshold_on_nothing_is_told(thresholds: dict[str, Any], said: str) -> None:
    case = {"id": "a", "question": "Q?", "facts": ["x"], "tags": ["number"]}
    draft = {**case, "id": "d", "tags": ["unread"], "draft": True}
    gap = {**case, "id": "g", "tags": ["known-gap"]}
    case_set = CaseSet.model_validate({"thresholds": thresholds, "cases": [case, draft, gap]})

    (trouble,) = idle_thresholds(case_set)

    assert said in trouble.message
    assert "\n" not in trouble.message


def test_thresholds_on_what_there_is_are_fine() -> None:
    case = {"id": "a", "question": "Q?", "facts": ["x"], "tags": ["number"]}
    thresholds = {"all": {"fact_hit": 1}, "tags": {"number": {"recall@5": 1}}}
    case_set = CaseSet.model_validate({"thresholds": thresholds, "cases": [case]})

    assert list(idle_thresholds(case_set)) == []

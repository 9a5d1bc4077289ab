"""The measures: everything that is scored of an answer, in the order in which it is reported."""

from eval.measure import Measure
from eval.measures import citations, effort, expected, refusals, retrieval

MEASURES: tuple[Measure, ...] = (
    *expected.MEASURES,
    *refusals.MEASURES,
    *citations.MEASURES,
    *retrieval.MEASURES,
    *effort.MEASURES,
)
"""The registry."""

BY_NAME = {measure.name: measure for measure in MEASURES}

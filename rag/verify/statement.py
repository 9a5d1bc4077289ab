"""The check of one statement against what it cites. Deterministic; without a model by default."""

from collections.abc import Sequence

from index.entailment import Entailment
from rag.answer import Speaker
from rag.verify.attribution import attribution_faults
from rag.verify.beside import speaker_faults
from rag.verify.dates import date_faults
from rag.verify.fault import CheckKind, Cited, Fault
from rag.verify.names import name_faults
from rag.verify.numbers import number_faults
from rag.verify.pair import Pair
from rag.verify.polarity import polarity_faults
from rag.verify.quotations import quotation_faults
from rag.verify.support import support_fault

SURE = 0.5
"""The probability from which on a model of the user's own lets a statement pass."""


def check(
    statement: str,
    cited: Sequence[Cited],
    model: Entailment | None = None,
    speaker: Speaker | None = None,
) -> list[Fault]:
    """Return what `statement` says and the texts it cites do not; empty if it passes.

    Checked: quotations are verbatim; numbers, units, hedges, dates and names are the source's and
    at their place; negations and modals are not turned; who says it is neither dropped nor
    another; the rest of its words are the source's. The statement comes without markers; `speaker`
    is who is named beside it as the one who says it. A `model` is asked too, if there is one:
    whether the statement follows from the texts with their context.

    Raises ModelError if the model cannot be loaded.
    """
    pair = Pair(statement, cited, speaker)
    found = [
        *quotation_faults(pair),
        *number_faults(pair),
        *date_faults(pair),
        *name_faults(pair),
        *polarity_faults(pair),
        *attribution_faults(pair),
        *speaker_faults(pair),
    ]
    unsupported = support_fault(pair)
    doubted = _doubted(pair, model) if model else None
    return [*found, *(fault for fault in (unsupported, doubted) if fault)]


def _doubted(pair: Pair, model: Entailment) -> Fault | None:
    sure = float(model.probabilities([(pair.around, pair.statement)])[0])
    if sure >= SURE:
        return None
    message = f"the checking model holds it for unsupported ({sure:.2f} of 1)"
    return Fault(CheckKind.MODEL, pair.statement, message)

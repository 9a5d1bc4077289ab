"""What the judge found, in words."""

from collections.abc import Iterator

from eval.judge import Judgements
from eval.report.words import figure


def judge_lines(judgements: Judgements) -> Iterator[str]:
    """Yield a line for each thing that the judge found; none of them is a gate."""
    judged = len(judgements.turns)
    failed = f"; {judgements.failed} could not be graded in full" if judgements.failed else ""
    yield f"{judged} {'answer' if judged == 1 else 'answers'} judged{failed}"
    yield f"faithful to what they cite: {figure(judgements.share(lambda turn: turn.faithful))}"
    yield f"in line with the question: {figure(judgements.share(lambda turn: turn.relevant))}"
    found = judgements.agreement
    kappa = "not defined" if found.kappa is None else figure(found.kappa)
    yield (
        f"agreement with our check on which answers are grounded: {figure(found.share)} of "
        f"{found.answers} (Cohen's kappa {kappa})"
    )

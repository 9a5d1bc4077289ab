"""What tells whether a claim of one or several sentences follows from longer texts."""

from collections.abc import Sequence
from itertools import pairwise
from math import log

from rag.verify.align import Alignment, align
from rag.verify.cues import MODALS, NEGATIONS, OPPOSITES, QUANTIFIERS, REFUSALS
from rag.verify.fault import CheckKind, Cited
from rag.verify.names import is_name
from rag.verify.statement import check
from rag.verify.tokens import Token, tokens
from rag.verify.windows import Evidence, best_window, cut_sentences, evidence_of

Signals = dict[str, float]

_KINDS = (
    CheckKind.NUMBER, CheckKind.UNIT, CheckKind.HEDGE, CheckKind.DATE, CheckKind.NAME,
    CheckKind.NEGATION, CheckKind.MODALITY, CheckKind.ATTRIBUTION, CheckKind.QUOTATION,
)  # fmt: skip


def signals(claim: str, evidence: Sequence[str]) -> Signals:
    """Return the signals of `claim` beside the texts of `evidence`, by name."""
    texts = evidence_of(tuple(evidence))
    sentences = cut_sentences(claim) or [claim]
    each = [_of_sentence(sentence, texts) for sentence in sentences]
    mean = {name: sum(one[name] for one in each) / len(each) for name in each[0]}
    worst = {
        f"{name} (worst)": min(one[name] for one in each) for name in ("cover", "near", "best")
    }
    return mean | worst | _of_whole(claim, texts)


def _of_sentence(sentence: str, texts: Evidence) -> Signals:
    words = tokens(sentence)
    content = [token for token in words if token.is_content]
    window = best_window(words, texts)
    shown = " ".join(texts.sentences[at] for at in sorted(window))
    beside = align(words, tokens(shown))
    keys = frozenset(token.key for token in beside.source)
    first = {token.key for token in texts.words[window[0]]} if window else set()
    found = {
        "cover": _cover(content, texts, texts.keys),
        "near": _cover(content, texts, keys),
        "best": _cover(content, texts, first),
        "order": _ordered(beside),
        "together": _together(content, beside.source),
        "runs": _runs(words, beside),
    }
    return found | _missing(words, texts, keys) | _turned(beside, keys) | _failed(sentence, shown)


def _cover(content: Sequence[Token], texts: Evidence, keys: frozenset[str] | set[str]) -> float:
    total = sum(texts.rare(token.key) for token in content)
    held = sum(texts.rare(token.key) for token in content if token.key in keys)
    return held / total if total else 1.0


def _ordered(beside: Alignment) -> float:
    pairs = list(zip(beside.statement, beside.to_source, strict=True))
    total = sum(token.weight for token, _ in pairs)
    return sum(token.weight for token, place in pairs if place is not None) / (total or 1)


def _runs(words: Sequence[Token], beside: Alignment) -> float:
    """Return the share of neighbours that are neighbours in the source too."""
    places = beside.to_source
    joined = [a is not None and b is not None and b - a == 1 for a, b in pairwise(places)]
    return sum(joined) / len(joined) if joined else 0.0


def _together(content: Sequence[Token], source: Sequence[Token]) -> float:
    places: dict[str, list[int]] = {}
    for at, token in enumerate(source):
        places.setdefault(token.key, []).append(at)
    near = [
        min((abs(a - b) for a in places[one.key] for b in places[other.key]), default=99) <= 6
        for one, other in pairwise(content)
        if one.key in places and other.key in places
    ]
    return sum(near) / len(near) if near else 0.5


def _missing(words: Sequence[Token], texts: Evidence, near: frozenset[str]) -> Signals:
    content = [token for token in words if token.is_content]
    gone = [token for token in content if token.key not in texts.keys]
    names = [t for at, t in enumerate(words) if is_name(words, at) and not t.first]
    numbers = [token for token in words if token.is_number]
    return {
        "words missing": float(len(gone)),
        "share missing": len(gone) / (len(content) or 1),
        "names missing": float(sum(token.key not in texts.keys for token in names)),
        "names apart": float(sum(token.key not in near for token in names)),
        "numbers missing": float(sum(token.key not in texts.keys for token in numbers)),
        "numbers apart": float(sum(token.key not in near for token in numbers)),
        "small missing": float(sum(t.key not in near for t in words if not t.is_content)),
    }


def _turned(beside: Alignment, keys: frozenset[str]) -> Signals:
    ours = [t for t, place in zip(beside.statement, beside.to_source, strict=True) if place is None]
    negative = NEGATIONS | REFUSALS
    theirs = [token.key for token in beside.source]
    return {
        "negations": float(sum(token.key in negative for token in beside.statement)),
        "negations added": float(sum(token.key in negative for token in ours)),
        "negations new": float(sum(t.key in negative and t.key not in keys for t in ours)),
        "negations there": sum(key in negative for key in theirs) / (len(theirs) or 1) * 20,
        "opposites": float(
            sum(bool(OPPOSITES.get(t.key, frozenset()) & keys) and t.key not in keys for t in ours)
        ),
        "modals added": float(sum(t.key in MODALS and t.key not in keys for t in ours)),
        "quantifiers added": float(sum(t.key in QUANTIFIERS and t.key not in keys for t in ours)),
    }


def _failed(sentence: str, shown: str) -> Signals:
    faults = check(sentence, [Cited(shown)])
    return {f"fault: {kind}": float(sum(f.check is kind for f in faults)) for kind in _KINDS}


def _of_whole(claim: str, texts: Evidence) -> Signals:
    words = tokens(claim)
    return {
        "length": log(1 + len(words)),
        "evidence length": log(1 + sum(map(len, texts.words))),
        "sentences": log(1 + len(cut_sentences(claim))),
    }

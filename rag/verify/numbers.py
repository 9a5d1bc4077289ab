"""Numbers, their units and their hedges: each of the statement must be one of the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose

from rag.numerals import Numeral, numerals
from rag.quantities import Quantity, quantities
from rag.verify.dates import is_told
from rag.verify.fault import CheckKind, Fault
from rag.verify.pair import Pair
from rag.verify.tokens import key_of

_TIMES = frozenset(map(key_of, "second minute hour day week month year decade century".split()))


@dataclass(frozen=True, slots=True)
class _Number:
    """A numeral, with the quantity that it is the number of, if it counts something."""

    numeral: Numeral
    quantity: Quantity | None
    words: str
    time: str | None
    """The unit of time that follows."""

    @property
    def value(self) -> tuple[float, float]:
        return self.numeral.low, self.numeral.high

    @property
    def unit(self) -> str | None:
        return (self.quantity.unit if self.quantity else None) or self.time


def number_faults(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for each number that is not in the source, or not so, or not there."""
    source = _numbers(pair.source)
    around = _numbers(pair.around)
    for number in _numbers(pair.statement):
        if number.numeral.is_word and number.value == (1, 1) and number.quantity is None:
            continue  # "one of them", "one day"
        if number.quantity is None and is_told(pair, number.numeral.start):
            continue
        same = [other for other in source if _is_same(number, other)]
        if not same and not any(_is_same(number, other) for other in around):
            yield _fault(CheckKind.NUMBER, number, "this number is not in what is cited")
        elif displaced := _displaced(pair, number, source):
            yield _fault(CheckKind.NUMBER, number, f"the source has {displaced!r} in this place")
        elif same:
            yield from _limits(number, same)
        else:
            yield _fault(CheckKind.NUMBER, number, "this number is not in what is cited")
    yield from _other_digits(pair)


def _other_digits(pair: Pair) -> Iterator[Fault]:
    """Yield a fault for digits that are no number by themselves: "26th", "the '80s", "F-16"."""
    read = [(numeral.start, numeral.end) for numeral in numerals(pair.statement)]
    for at, token in enumerate(pair.words):
        if not token.is_number or any(start <= token.start < end for start, end in read):
            continue
        displaced = [gone for gone in pair.displaced(at) if gone.is_number]
        if token.key not in pair.keys_around or displaced:
            message = f"{token.text!r}: this number is not in what is cited, or not there"
            yield Fault(CheckKind.NUMBER, token.text, message)


def _limits(number: _Number, same: Sequence[_Number]) -> Iterator[Fault]:
    alike = [other for other in same if _same_unit(number, other)]
    if not alike:
        units = ", ".join(repr(other.words) for other in same[:2])
        yield _fault(CheckKind.UNIT, number, f"the source has another unit: {units}")
    elif number.quantity and not any(_same_hedge(number, other) for other in alike):
        said = ", ".join(repr(other.words) for other in alike[:2])
        yield _fault(CheckKind.HEDGE, number, f"the source has {said}")


def _numbers(text: str) -> list[_Number]:
    counted = quantities(text)
    return [_number(text, numeral, counted) for numeral in numerals(text)]


def _number(text: str, numeral: Numeral, counted: Sequence[Quantity]) -> _Number:
    inside = (q for q in counted if q.start <= numeral.start and numeral.end <= q.end)
    quantity = next(inside, None)
    start, end = (quantity.start, quantity.end) if quantity else (numeral.start, numeral.end)
    following = text[end : end + 20].replace("-", " ").split()
    time = key_of(following[0].strip(",.;:)”\"’'") or "-") if following else ""
    time = time if time in _TIMES else ""
    shown = text[start:end] + (f" {following[0]}" if time else "")
    return _Number(numeral, quantity, shown, time or None)


def _is_same(one: _Number, other: _Number) -> bool:
    if all(map(_close, one.value, other.value)):
        return True
    a, b = one.quantity, other.quantity  # "5 km" and "5,000 metres"
    return bool(
        a and b and a.unit and a.unit == b.unit and _close(a.low, b.low) and _close(a.high, b.high)
    )


def _close(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-6)


def _same_unit(one: _Number, other: _Number) -> bool:
    a, b = one.quantity, other.quantity
    if a and b and a.unit and a.unit == b.unit:
        return _close(a.low, b.low) or _close(a.high, b.high)  # a mile is no kilometre
    return one.unit == other.unit


def _same_hedge(one: _Number, other: _Number) -> bool:
    a, b = one.quantity, other.quantity
    if a is None or b is None:
        return True
    return a.hedge is b.hedge and _close(a.low, b.low) and _close(a.high, b.high)


def _displaced(pair: Pair, number: _Number, source: Sequence[_Number]) -> str | None:
    """Return the other number that the source has where the statement has this one."""
    for at, token in enumerate(pair.words):
        if number.numeral.start <= token.start < number.numeral.end:
            places = {gone.start for gone in pair.displaced(at)}
            for other in source:
                if other.numeral.start in places and not _is_same(number, other):
                    return other.words
    return None


def _fault(check: CheckKind, number: _Number, why: str) -> Fault:
    return Fault(check, number.words, f"{number.words!r}: {why}")

"""What a source gives as the answer: a number, a date or a name, and which of them agree."""

from dataclasses import dataclass

from index.terms import terms
from rag.asked_kinds import Kind
from rag.dates_in_text import DateInText, dates_in
from rag.names import is_territory
from rag.quantities import Quantity, agree, quantities


@dataclass(frozen=True, slots=True)
class Value:
    """A value as a source words it."""

    text: str
    number: Quantity | None = None
    date: DateInText | None = None
    is_place: bool = False

    def agrees(self, other: "Value") -> bool:
        """Return whether both can be right; names do if they end alike or one holds the other."""
        if self.number and other.number:
            return agree(self.number, other.number)
        if self.date and other.date:
            return self.date.agrees(other.date)
        mine, theirs = terms(self.text), terms(other.text)
        if self.is_place and (self._narrowest in other._parts or other._narrowest in self._parts):
            return True  # "Bow, London, UK" and "London, England"
        if not self.is_place and len(mine) > 1 and mine[-2:] == theirs[-2:]:
            return True  # "Ukraine's President Ada Berg" and "the Ukrainian premier Ada Berg"
        return set(mine) <= set(theirs) or set(theirs) <= set(mine)

    def is_same(self, other: "Value") -> bool:
        """Return whether both are of one thing, so that one may stand for the other."""
        if self.number or other.number:
            mine, theirs = self.number, other.number
            counted = bool(mine and theirs and (mine.noun, mine.unit) == (theirs.noun, theirs.unit))
            return counted and self.agrees(other)
        return self.is_comparable(other) and self.agrees(other)

    @property
    def is_exact(self) -> bool:
        """Whether it leaves nothing open: no hedge, no range, no date without its day."""
        if self.number:
            return self.number.low == self.number.high
        return self.date is None or self.date.day is not None

    def is_comparable(self, other: "Value") -> bool:
        """Return whether the two are of one sort, so that it matters whether they agree."""
        if self.number and other.number:
            return self.number.unit == other.number.unit
        if self.date or other.date:
            return bool(self.date and other.date)
        # A county and its state are both right, and so are a street and its town: only places
        # given in one form are compared, "Voss, Norway" with "Molde, Norway", or with and without
        # their country.
        return not self.is_place or bool(self._forms & other._forms)

    @property
    def is_definite(self) -> bool:
        """Whether it can be compared at all: a single name may be of a town or of its region."""
        return self.is_comparable(self)

    @property
    def _parts(self) -> list[str]:
        return [part.strip() for part in self.text.split(",")]

    @property
    def _narrowest(self) -> str:
        return self._parts[0]

    @property
    def _forms(self) -> set[tuple[int, bool]]:
        """How a place is given: how many parts it has, and whether a country is among them.

        With the country and without it: "Bow, London, UK" is compared with "Ribe, Jutland".
        """
        parts = self._parts
        in_country = is_territory(parts[-1])
        forms = {(len(parts), in_country)}
        if in_country:
            forms.add((len(parts) - 1, False))
        return forms - {(0, False), (1, False)}


def value(kind: Kind, text: str) -> Value | None:
    """Return the value that `text` gives as an answer of `kind`; None if it gives none."""
    if kind is Kind.NUMBER:
        found = quantities(text)
        return Value(text, number=found[0]) if found else None
    if kind is Kind.DATE:
        dates = dates_in(text)
        return Value(text, date=dates[0]) if dates else None
    return Value(text, is_place=kind is Kind.PLACE) if terms(text) else None

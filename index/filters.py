"""Which articles a search may look at."""

from dataclasses import dataclass
from datetime import date

from corpus.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions an article must meet, all of them; None and empty ask nothing."""

    after: date | None = None
    """Published on this day or later."""
    before: date | None = None
    """Published on this day or earlier."""
    outlets: tuple[str, ...] = ()
    """Of one of these; compared without case and diacritics."""
    articles: tuple[str, ...] = ()
    """One of these: ids, or names of files, whose articles are all meant."""
    undated: bool = False
    """Keep articles without a date although a date is asked for."""

    @property
    def asks_date(self) -> bool:
        """Whether a date is asked for."""
        return self.after is not None or self.before is not None

    def check_dates(self) -> None:
        """Raise SettingsError if the dates are in the wrong order."""
        if self.after and self.before and self.after > self.before:
            raise SettingsError(f"after {self.after} is later than before {self.before}: swap them")

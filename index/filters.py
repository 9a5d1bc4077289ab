"""Which articles a search may look at."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from corpus.article import Article
from corpus.errors import SettingsError
from index.terms import fold


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions an article must meet, all of them; None asks nothing."""

    after: date | None = None
    """Published on this day or later."""
    before: date | None = None
    """Published on this day or earlier."""
    outlet: str | None = None
    """Compared without case and diacritics."""
    undated: bool = False
    """Keep articles without a date although a date is asked for."""

    def admits(self, article: Article) -> bool:
        """Return whether `article` meets the conditions."""
        if self.outlet and fold(article.outlet or "") != fold(self.outlet):
            return False
        if article.published is None:
            return self.undated or not (self.after or self.before)
        return (self.after is None or article.published >= self.after) and (
            self.before is None or article.published <= self.before
        )

    def left_out(self, articles: Iterable[Article]) -> int:
        """Return how many articles a date is asked of and have none."""
        if self.undated or not (self.after or self.before):
            return 0
        return sum(article.published is None for article in articles)

    def check(self, articles: Collection[Article]) -> None:
        """Raise SettingsError if the dates are in the wrong order or no article has the outlet."""
        if self.after and self.before and self.after > self.before:
            raise SettingsError(f"after {self.after} is later than before {self.before}: swap them")
        outlets = {article.outlet for article in articles if article.outlet}
        if self.outlet and fold(self.outlet) not in {fold(outlet) for outlet in outlets}:
            known = ", ".join(sorted(outlets)[:10]) or "none is stated in any article"
            raise SettingsError(f"no article is from outlet {self.outlet!r}; outlets: {known}")

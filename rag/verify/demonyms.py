"""Names of countries beside what belongs to them: "Ukraine" and "Ukrainian"."""

from index.terms import fold

_IRREGULAR = (
    ("france", "french"), ("uk", "british", "english", "scottish", "briton"), ("spain", "spanish"),
    ("netherlands", "dutch"), ("greece", "greek"), ("turkiye", "turkish", "turk"),
    ("denmark", "danish", "dane"), ("poland", "polish", "pole"), ("switzerland", "swiss"),
    ("wales", "welsh"), ("us", "american"), ("norway", "norwegian"), ("ireland", "irish"),
    ("finland", "finnish", "finn"), ("sweden", "swedish", "swede"), ("scotland", "scottish"),
    ("england", "english"), ("china", "chinese"), ("philippines", "filipino"), ("peru", "peruvian"),
    ("iceland", "icelandic"), ("thailand", "thai"), ("czech republic", "czech"),
    ("eu", "european"), ("europe", "european"), ("un", "united"), ("cyprus", "cypriot"),
)  # fmt: skip
_ENDINGS = ("ians", "ian", "ans", "ese", "ish", "an", "ia", "is", "i", "a", "y", "e", "s", "o")
_SHORTEST = 4


def are_of_one_place(one: str, other: str) -> bool:
    """Return whether two names are of one place, or of the people and things of it."""
    one, other = fold(one), fold(other)
    if any(one in group and other in group for group in _IRREGULAR):
        return True
    return bool(_roots(one) & _roots(other))


def _roots(name: str) -> set[str]:
    shortened = {name.removesuffix(ending) for ending in _ENDINGS if name.endswith(ending)}
    return {root for root in {name, *shortened} if len(root) >= _SHORTEST}

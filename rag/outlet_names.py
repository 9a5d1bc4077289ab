"""How outlets and agencies are called: long and short names, web addresses, credits in texts."""

import re

from index.terms import fold

_DOMAIN = re.compile(
    r"(?:www\.)?([\w-]+)\.(?:com?|org|net|info|news|eu|int|[a-z]{2})(?:\.[a-z]{2})?"
)
_GENERIC = ("agency", "daily", "magazine", "media", "network", "news", "newspaper", "online")
_SHORT = {
    "aa": "anadolu", "agencefrancepresse": "afp", "ap": "associatedpress",
    "apnews": "associatedpress", "britishbroadcastingcorporation": "bbc", "dw": "deutschewelle",
    "ft": "financialtimes", "latimes": "losangelestimes", "nyt": "newyorktimes",
    "nytimes": "newyorktimes", "pa": "pamedia", "scmp": "southchinamorningpost",
    "wapo": "washingtonpost", "wsj": "wallstreetjournal",
}  # fmt: skip
_WELL_KNOWN = frozenset(
    """
    abc afp aljazeera anadolu ansa associatedpress axios bbc bild bloomberg cbs cnbc cnn
    corrieredellasera derspiegel deutschewelle dpa economist efe elpais euronews financialtimes fox
    foxbusiness france24 guardian haaretz hurriyet independent interfax kyivindependent
    kyivpost kyodo lefigaro lemonde losangelestimes msnbc nbc newsweek newyorker newyorktimes npr
    pamedia pbs politico reuters ria sabah sky spiegel sun tass telegraph time times ukrinform
    unian upi usatoday wallstreetjournal washingtonpost xinhua yonhap
    """.split()
)
_LOOKS_LIKE_ONE = re.compile(
    r"\w+ .*\b(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|Telegraph|Daily|Magazine|News|"
    r"Guardian|Mail|Mirror|Courier|Observer)"
)
AMBIGUOUS = frozenset(
    """
    aa abc atlantic conversation economist express focus forbes fortune fox globe guardian hill
    independent insider local mail metro mirror nation nature observer pa people politico post
    quartz ria sabah science sky slate spectator standard star sun telegraph time times variety
    verge week wired
    """.split()
)
"""Keys that are also words or names of something else: nobody "says" so by them alone."""

_CREDITS = {
    "afp": ("AFP", "Agence France-Presse"), "anadolu": ("Anadolu",), "ansa": ("ANSA",),
    "associatedpress": ("AP", "Associated Press"), "bloomberg": ("Bloomberg",),
    "dpa": ("dpa", "DPA"), "efe": ("EFE",), "interfax": ("Interfax",), "kyodo": ("Kyodo",),
    "pamedia": ("PA Media", "Press Association"), "reuters": ("Reuters",),
    "ria": ("RIA", "RIA Novosti"),
    "tass": ("TASS", "Tass"), "ukrinform": ("Ukrinform",), "unian": ("UNIAN",), "upi": ("UPI",),
    "xinhua": ("Xinhua",), "yonhap": ("Yonhap",),
}  # fmt: skip


def key(name: str) -> str:
    """Return what the names of one outlet have in common: "The BBC", "BBC News", "bbc.co.uk".

    "News", "Daily" and their like are dropped only where the rest is known to name the outlet:
    "China Daily" is not China.
    """
    folded = fold(name).strip()
    if domain := _DOMAIN.fullmatch(folded):
        joined = domain[1].replace("-", "").removeprefix("the")
    else:
        joined = "".join(re.findall(r"\w+", re.sub(r"^the ", "", folded)))
    return _SHORT.get(joined) or _without_generic(joined) or joined


def _without_generic(joined: str) -> str | None:
    rest = joined
    while ending := next((end for end in _GENERIC if rest.endswith(end) and rest != end), None):
        rest = rest.removesuffix(ending)
        if _SHORT.get(rest, rest) in _WELL_KNOWN:
            return _SHORT.get(rest, rest)
    return None


def is_known(name: str) -> bool:
    """Return whether `name` is an outlet's, whether or not a corpus has articles of it."""
    return key(name) in _WELL_KNOWN or bool(_LOOKS_LIKE_ONE.fullmatch(name))


def credits_of(agency: str) -> tuple[str, ...]:
    """Return the names under which texts give credit to the agency with this key; none if none."""
    return _CREDITS.get(agency, ())


def credit_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of a text that an agency, by one of its `names`, carried or reported.

    "(AP)", "told Reuters", "AFP contributed to this report"; not a photograph's credit.
    """
    one = rf"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
    return re.compile(
        rf"\({one}\)(?! ?/)|[–—-] ?{one}\s*$|^{one} [–—-]"
        rf"|\b(?:told|tells|telling|according to|reported by|quoted by|cited by|citing|by|to|"
        rf"with|source:) (?:[Tt]he )?{one}(?:[’']s? )?(?: news agency)?(?![\w/])"
        rf"|(?<![/\w]){one}(?:[’']s?)? (?:news agency |news )?(?:reported|reports?|said|says|"
        rf"contributed|wrote|quoted|cited|journalists?|reporters?|correspondents?|interview)\b",
        re.MULTILINE,
    )

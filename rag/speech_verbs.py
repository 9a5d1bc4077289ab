"""The verbs by which news tells that somebody said, claimed or thinks something."""

import re

_SAYING = """
    said says say told tells tell stated states announced announces declared declares insisted
    insists argued argues explained explains wrote writes tweeted tweets warned warns replied
    replies responded responds reiterated reiterates emphasized emphasizes emphasised emphasises
    stressed stresses testified testifies commented comments remarked remarks acknowledged
    acknowledges admitted admits conceded concedes joked jokes quipped asserted asserts alleged
    alleges contended contends cautioned cautions recounted lamented complained complains boasted
    boasts hinted hints vowed vows predicted predicts underscored underlined opined enthused
    reads shouted exclaimed yelled mused confessed proclaimed believes believe thinks think argue
    insist warn
    """.split()
_DOING = """
    added adds claimed claims claim noted notes confirmed confirms asked asks called calls urged
    urges accused accuses described describes denied denies rejected rejects dismissed dismisses
    praised praises hailed hails condemned condemns criticized criticizes criticised criticises
    labelled labeled labels blamed blames demanded demands thanked thanks apologized apologised
    apologizes apologises pledged pledges promised promises repeated repeats revealed reveals
    recalled recalls observed observes continued continues concluded concludes suggested suggests
    maintained maintains denounced denounces slammed blasted posted posts branded echoed echoes
    answered
    """.split()
_PARTICIPLES = """
    saying stating adding noting warning arguing insisting telling calling accusing boasting
    declaring claiming stressing emphasizing emphasising explaining writing describing announcing
    acknowledging admitting
    """.split()

_DEEDS = frozenset(_DOING) - {"added", "adds", "noted", "notes", "continued", "observed"}

ING = re.compile(rf"\b(?:{'|'.join(_PARTICIPLES)})\b")
_PHRASES = (
    r"Said|point(?:ed|s) out|sp(?:oke|eaks) (?:of|about)"
    r"|(?:published|issued|released) an? (?:[a-z]+ )?statement"
)
FINITE = re.compile(rf"\b(?:{_PHRASES}|{'|'.join(_SAYING + _DOING)})\b")
"""A verb of saying that has a subject of its own; many of the second list are also deeds."""
INVERTS = re.compile(
    r"(?:[Ss]aid|says|added|adds|wrote|writes|asked|asks|explained|explains|noted|notes|replied|"
    r"warned|warns|argued|argues|insisted|continued|recalled|tweeted|announced|declared|stated|states|reads)"
)
"""Verbs that may stand before the one who speaks: "said Macron"."""
_BASES = """
    say tell announce call warn add argue believe promise pledge claim think want state declare
    describe insist suggest deny confirm accuse criticize criticise urge ask demand write tweet
    explain reveal predict vow stress emphasize emphasise acknowledge admit note praise hail
    condemn reject dismiss blame mention recommend propose comment respond react reply
    """.split()
BASE = rf"(?:{'|'.join(_BASES)})"
"""Their plain forms, as questions have them: "What did she say?"."""


def is_deed(verb: str) -> bool:
    """Return whether `verb` is a deed as well: "pledged", "accused"."""
    return verb in _DEEDS


def is_plain(verb: str) -> bool:
    """Return whether `verb` may be an infinitive, which tells of no speech: "declined to say"."""
    return verb in {"say", "tell", "believe", "think", "argue", "insist", "warn", "claim"}

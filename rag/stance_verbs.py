"""The verbs by which somebody takes a position: is for or against, demands, refuses, will not."""

import re

_FINITE = (
    r"supports|supported|opposes?|opposed|rejects?|rejected|refuses?|refused|backs|backed|"
    r"favou?rs?|favou?red|endorses?|endorsed|welcomes?|welcomed|hails?|hailed|condemns?|condemned|"
    r"denounces?|denounced|critici[sz]es?|critici[sz]ed|dismiss(?:es|ed)?|rule[sd]? out|demands?|"
    r"demanded|insists?|insisted|urges?|urged|call(?:s|ed)? (?:for|on)|proposes?|proposed|wants?|"
    r"wanted|pledged|promised|vows?|vowed|committed|agrees?|agreed|offered|"
    r"threatens?|threatened|objects? to|objected to|resists?|resisted|plans? to|"
    r"planned to|intends?|declines? to|declined to|seeks?"
)
BARE = (
    r"support|oppose|reject|back|favou?r|endorse|want|need|plan|intend|accept|agree|seek|recogni[sz]e|"
    r"rule out|allow|commit|offer"
)
NOT = (
    rf"(?:do|does|did)(?: not|n[’']t) (?:{BARE})"
    r"|(?:has|have|had) no (?:plans?|intention|wish|desire)"
)
IS = (
    r"(?:am|is|are|was|were|remains?|remained|[’']re|[’']m)(?: not| also| still| now)? (?:ready|"
    r"willing|prepared|unwilling|reluctant|against|opposed|in favou?r|committed|cautious)"
)
WILL_NOT = r"will (?:not|never|only)|won[’']t|would not|wouldn[’']t|cannot|can[’']t"
TAKES = re.compile(rf"\b(?:{_FINITE}|{NOT}|{IS}|{WILL_NOT})\b")
"""By itself it is a position of whoever does it."""
WILL_OR_NOT = re.compile(rf"\b(?:{NOT}|{IS}|{WILL_NOT})\b")
"""Told of a country, it is a position of it, unless another country's people say so."""
WILL = re.compile(rf"\b(?:{NOT}|{IS}|{WILL_NOT}|will|shall)\b")
"""Told of somebody, it may be a position of whoever says so, if it is the same."""
DOES = re.compile(rf"{TAKES.pattern}|{WILL.pattern}")
HOLDS = re.compile(
    rf"\b(?:(?:I|[Ww]e)(?:[’'](?:ll|re|m|d)| (?:{BARE}|{NOT}|{IS}|{WILL_NOT}|will|would|shall|"
    r"are not|aren[’']t|do not|don[’']t))|must|should|ought to|needs? to|in favou?r of|opposes?|"
    r"opposed|supports|rejects?|refus(?:es?|ed)|demands|call(?:s|ed|ing)? (?:for|on)|wants)\b"
)
"""Said by somebody, it is a position of whoever says it."""

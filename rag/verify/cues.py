"""Words that turn or weaken what is said: negations, modals, opposites, quantifiers."""

from index.terms import fold
from rag.verify.tokens import key_of


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key_of, words.split()))


NEGATIONS = _keys(
    "not no never neither nor none nobody nothing nowhere without cannot hardly barely scarcely"
)
REFUSALS = _keys(
    """
    decline declined refuse refused refusal fail failed failure deny denied denial unable unlikely
    unwilling impossible avoid avoided lack lacked
    """
)
"""Verbs and adjectives that turn what follows them, as "not" does."""

_CLASSES = {
    "possible": "may might could can possibly perhaps maybe potentially able",
    "obliged": "must should ought need needs required shall obliged",
    "certain": "will would going",
    "likely": "likely probably expected presumably apparently seemingly seem seems appear appears "
    "suspected believed thought",
    "alleged": "reportedly allegedly alleged supposedly purportedly rumoured rumored",
    "intended": "plan plans planned planning intend intends intended hope hopes hoped hoping want "
    "wants wanted seek seeks sought aim aims aimed consider considers considered considering "
    "propose proposes proposed try tries tried trying attempt attempts attempted wish wishes "
    "wished willing ready prepared",
}
MODALS: dict[str, str] = {key: name for name, words in _CLASSES.items() for key in _keys(words)}
"""The class of each word that says how certain, wanted or necessary a thing is."""
WITH_TO = frozenset(
    key
    for key, name in MODALS.items()
    if name == "intended"
    or key
    in _keys(
        "able ought need needs required going likely expected "
        "seem seems appear appears suspected believed thought obliged"
    )
)
"""Those that count only before "to": "he plans to", but not "the plans"."""

_OPPOSITES = """
agree/decline agree/refuse agree/disagree accept/reject accept/refuse accept/decline rise/fall
rise/drop increase/decrease increase/reduce increase/fall increase/drop increase/decline grow/shrink
grow/decline gain/lose gain/loss win/lose win/loss victory/defeat won/lost rose/fell up/down
higher/lower high/low more/less more/fewer most/least before/after above/below over/under
support/oppose approve/reject allow/ban allow/prevent permit/forbid confirm/deny admit/deny
first/last last/next early/late earlier/later former/current former/future old/new older/younger
large/small larger/smaller big/small bigger/smaller long/short longer/shorter strong/weak
stronger/weaker open/close opened/closed start/end begin/end began/ended start/finish
include/exclude
buy/sell bought/sold lend/borrow arrive/leave arrive/depart enter/leave enter/exit join/leave
joined/left join/quit remain/leave stay/leave north/south east/west northern/southern
eastern/western
northeast/southwest northwest/southeast left/right male/female man/woman men/women boy/girl
father/mother son/daughter husband/wife brother/sister life/death live/die alive/dead kill/save
success/failure succeed/fail pass/fail true/false guilty/innocent legal/illegal lawful/unlawful
possible/impossible likely/unlikely able/unable willing/unwilling safe/dangerous safe/unsafe
public/private peace/war ally/enemy friend/enemy love/hate like/dislike good/bad better/worse
best/worst positive/negative optimistic/pessimistic maximum/minimum majority/minority major/minor
all/some all/none all/few every/no everyone/nobody many/few most/few always/never often/rarely
everything/nothing inside/outside indoor/outdoor import/export attack/defend attack/protect
advance/retreat strengthen/weaken raise/lower raised/lowered raise/cut raised/cut add/remove
attach/remove create/destroy build/destroy appear/disappear hire/fire employ/dismiss arrest/release
jail/free convict/acquit convicted/acquitted love/loathe rich/poor hot/cold warm/cold wet/dry
fast/slow quick/slow easy/hard easy/difficult simple/complex cheap/expensive thick/thin
wide/narrow deep/shallow full/empty heavy/light bright/dark day/night morning/evening
summer/winter spring/autumn upper/lower top/bottom front/back internal/external domestic/foreign
same/different similar/different equal/unequal known/unknown certain/uncertain clear/unclear
visible/invisible direct/indirect formal/informal complete/incomplete active/inactive
supervised/unsupervised dependent/independent stable/unstable sufficient/insufficient
adequate/inadequate effective/ineffective efficient/inefficient successful/unsuccessful
popular/unpopular happy/sad happy/unhappy satisfied/dissatisfied appropriate/inappropriate
accurate/inaccurate correct/incorrect relevant/irrelevant regular/irregular rational/irrational
responsible/irresponsible significant/insignificant improve/worsen improved/worsened better/worsen
encourage/discourage enable/disable connect/disconnect load/unload lock/unlock praise/criticise
praise/criticize welcome/reject welcome/condemn condemn/praise trust/distrust remember/forget
ask/answer question/answer give/take give/receive send/receive teach/learn push/pull come/go
attend/skip attend/miss present/absent presence/absence profit/loss surplus/deficit income/expense
supply/demand asset/liability short/long upward/downward forward/backward ahead/behind
exceed/miss outperform/underperform over/below upgrade/downgrade inflate/deflate expand/contract
expand/shrink accelerate/slow tighten/loosen tighten/ease escalate/ease unite/divide single/multiple
single/several one/many individual/group local/global national/international temporary/permanent
voluntary/mandatory optional/mandatory optional/required with/without
"""
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _OPPOSITES.split():
    _one, _, _other = _pair.partition("/")
    for _a, _b in ((_one, _other), (_other, _one)):
        OPPOSITES[key_of(_a)] = OPPOSITES.get(key_of(_a), frozenset()) | {key_of(_b)}

_QUANTIFIERS = {
    "all": "all every each entire everyone everybody everything always whole",
    "most": "most mostly majority mainly largely usually often",
    "some": "some several few sometimes certain various partly",
    "many": "many much numerous",
    "only": "only solely exclusively just",
}
QUANTIFIERS: dict[str, str] = {
    key_of(word): name for name, words in _QUANTIFIERS.items() for word in words.split()
}
"""How much of a thing a word takes in, by class."""


def is_adverb(word: str) -> bool:
    """Return whether `word` stands between a cue and what it turns: "not immediately answer"."""
    return fold(word).endswith("ly") or fold(word) in {
        "yet", "ever", "even", "also", "still", "now", "necessarily", "to", "be", "been", "being",
        "have", "has", "had", "longer", "a", "an", "the", "any", "do", "did", "does", "so", "only",
    }  # fmt: skip

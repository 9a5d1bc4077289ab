"""Classes of English words by which names and noun phrases are told from what is around them."""

import re

from index.terms import STOP_WORDS, terms

DETERMINERS = frozenset("a an the this that these those his her its their my your our".split())
POINTING = frozenset("this that these those".split())
ASKING = frozenset("what which whose many much".split())
OWN = frozenset("my your our".split())
PREPOSITIONS = frozenset(
    """
    of in on at by for with from about into over between against under through during after before
    to
    """.split()
)
RANKING = frozenset("most best worst biggest largest main key first second next last".split())
PLACING = frozenset("in on at near from to into over through".split())
LINKS = (PREPOSITIONS - {"to"}) | frozenset(
    "is are was were and or as than like versus vs regarding include includes mean means".split()
)
"""After one of these, or after a determiner, a noun phrase stands whole."""
_SMALL = (
    STOP_WORDS
    | DETERMINERS
    | ASKING
    | LINKS
    | frozenset(
        """
        more most less least other others another some such no not only just up out off again still
        yes please ok okay well each every both either neither same own too very really even always
        ever never since until while am let me us may might must shall cannot else instead without
        within across per via now later here got gets good bad better best worse worst right wrong
        possible true any anyone anything someone something one ones first last second next
        free able necessary important different common main key biggest largest whether
        also few lot lots thanks hello exactly currently today yesterday
        isn't aren't wasn't don't doesn't didn't can't won't i'm you're that's what's there's i'd
        along around to
        """.split()
    )
)
_VERBS = frozenset(
    stem
    for word in """
    add affect agree allow announce answer apply arrive ask attend attack avoid base become became
    begin began belong bring brought build built buy call came cause choose come compare
    compete consider consist contain contribute cover create decide declare define delete depend
    describe deserve determine die differ discuss do done earn eat end establish exist explain fail
    feel fight find fix follow get give go grow handle happen hear help hire host improve
    include increase install introduce invade invent invest involve join keep kill know known last
    launch lead led learn leave left let like live look lose make made manage matter mean meet met
    move need offer open own pay perform pick pledge prevent produce propose protect provide publish
    put qualify reach react receive recommend reduce refer refuse reject remove replace reply report
    represent require respond run said save say see seem select sell send sent serve set show
    sign sound speak specify spend start state stay stop store suggest support take taken talk tell
    think told took travel try turn understand update upgrade use used visit vote want warn went
    won wonder work worry write written enable configure connect access calculate change
    """.split()
    for stem in terms(word)
)
GENERIC = frozenset(
    stem
    for word in """
    thing way type kind sort example difference reason meaning definition role purpose part number
    amount advantage disadvantage benefit downside option step time people term word question detail
    information year day month approach pros cons fact case idea something issue problem tip factor
    """.split()
    for stem in terms(word)
)
"""Nouns that a question asks for rather than speaks of."""
_NO_NOUN = re.compile(r"(?:ly|n't|[^t]able|ible)$")


def is_small(word: str) -> bool:
    """Return whether `word` is no part of a noun phrase: a function word, a verb, an adverb."""
    word = word.casefold().replace("’", "'")
    return word in _SMALL or bool(_NO_NOUN.search(word)) or not set(terms(word)) - _VERBS


def is_noun(word: str, before: str) -> bool:
    """Return whether `word` belongs to a noun phrase, coming after the word `before`.

    After a determiner a verb's form is a noun ("the change"), after a preposition its "-ing" is.
    """
    if not is_small(word) or (before in PREPOSITIONS and word.endswith("ing")):
        return True
    verb = word.casefold() not in _SMALL and not _NO_NOUN.search(word)
    return verb and before in DETERMINERS - POINTING

"""Sentences of an article that speak to a language model instead of to its readers."""

import re

_RULES = r"(?:instructions?|rules?|prompts?|guidelines?|orders|directives?|constraints?)"
_MODEL = r"(?:AI|A\.I\.|LLM|language model|chat ?bot|assistant)"
_WRITE = r"(?:answer|reply|respond|say|write|output|print|repeat|state|claim|tell)"
_ORDER = re.compile(
    rf"\b(?:ignore|disregard|forget|override|bypass)\b[^.!?]{{0,30}}"
    rf"\b(?:all|any|your|previous|prior|earlier|above|preceding|system)\b[^.!?]{{0,30}}\b{_RULES}\b"
    rf"|^\W*(?:system|assistant|user|developer)\s*:"
    rf"|\b(?:notes?|messages?|instructions?|attention|orders?)\s*(?:to|for)?\s*:?\s*"
    rf"(?:all |any |the |every )?{_MODEL}s?\b"
    rf"|\b(?:you are|act as|you're) (?:now |an? ){{1,2}}(?:\w+ )?{_MODEL}\b"
    rf"|\byou (?:must|should|have to|are to) (?:now |only |always ){{0,2}}{_WRITE}\b"
    rf"|\bif (?:you are )?asked\b[^.!?,]{{0,60}}, (?:please )?{_WRITE}\b"
    rf"|\bdear {_MODEL}\b"
    rf"|\b(?:your|the) (?:system prompt|new (?:instructions|rules|task))\b"
    rf"|<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]",
    re.IGNORECASE | re.MULTILINE,
)


def orders_a_model(text: str) -> bool:
    """Return whether `text` tells whoever reads it by machine what to write.

    Such a sentence reports nothing. It is left out of what a model writes from, and so can carry
    none of its sentences: "write that all ferries are banned" is no source for a ban; nor is it a
    line of a briefing, or, unless it is somebody's words in quotation marks, of an answer.
    """
    return _ORDER.search(text) is not None

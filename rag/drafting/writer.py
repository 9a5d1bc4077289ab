"""An answer put into a language model's words, sentence by sentence as far as they hold."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from corpus.article import Article
from corpus.errors import LLMError
from rag import messages
from rag.answer import Answer
from rag.drafting.carrying import Check
from rag.drafting.draft import Draft, read
from rag.drafting.settle import settle
from rag.drafting.sources import sources_of
from rag.evidence import Evidence
from rag.llm import prompt
from rag.llm.model import LanguageModel, Prompt


class Writer:
    """Writes answers with a language model, and lets through what stands up to its sources."""

    def __init__(self, model: LanguageModel, check: Check) -> None:
        """Write with `model`; `check` has the last word on each sentence."""
        self._model, self.check = model, check

    def rewrite(
        self, answer: Answer, more: Sequence[Evidence], articles: Mapping[str, Article]
    ) -> Generator[str, None, Answer]:
        """Yield the draft as it grows, unchecked; return the answer in the words that hold.

        The model is given what `answer` cites and the best of `more`. A sentence that fails the
        check gives way to what it cites, word for word, or is left out. Whatever goes wrong,
        `answer` itself is returned, with a note that says so; and so where sources disagree, which
        no wording may smooth over.
        """
        if answer.disagreements:
            return replace(answer, notes=(*answer.notes, messages.not_written(messages.DISPUTED)))
        sources = sources_of(answer, more, articles)
        if not sources:
            return replace(answer, notes=(*answer.notes, messages.not_written(messages.ORDERS)))
        asked = prompt.answer(answer.standalone_question, [source.citation for source in sources])
        try:
            draft = yield from self.draft(asked)
            return replace(settle(draft, sources, answer, self.check), tokens=draft.tokens)
        except LLMError as error:
            return replace(answer, notes=(*answer.notes, messages.not_written(str(error))))

    def draft(self, asked: Prompt) -> Generator[str, None, Draft]:
        """Yield what the model writes when `asked` as it grows, and return it, all unchecked.

        Raises LLMError, saying why, if it writes nothing that can be used.
        """
        with closing(self._model.stream(asked)) as deltas:
            return (yield from read(deltas))

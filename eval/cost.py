"""What an answer costs on this machine: python -m eval.cost [INDEX].

Whole processes are timed from outside, from an empty start to their end; an answer in a warm
process is timed over the shipped cases. The machine's own numbers stand beside them, from the same
run. Medians, since machines are noisy.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from eval.casefile import load_cases
from eval.cases import SHIPPED
from index.embedder import SentenceTransformerEmbedder
from index.writer import update_index
from rag.assistant import Assistant

_ARTICLES = Path(__file__).parent.parent / "corpus" / "articles"
_RUNS = 3


def main() -> None:
    """Measure over the sample corpus, and print one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        embedder = SentenceTransformerEmbedder()
        update_index(place, [_ARTICLES], embedder)
        print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, "
              f"Python {platform.python_version()}; medians of {_RUNS} runs")  # fmt: skip
        _print("python -c pass", _process("-c", "pass"))
        _print("import torch", _process("-c", "import torch"))
        _print("import sentence_transformers", _process("-c", "import sentence_transformers"))
        model = "from index.embedder import SentenceTransformerEmbedder as E; E().dimension"
        _print("model imported and loaded", _process("-c", model))
        _print("groundwire --help", _process("-m", "ui", "--help"))
        ask = ("-m", "ui", "ask", "Who came to Paris?", "--index", str(place))
        _print("groundwire ask, cold", _process(*ask))
        _print_warm(Assistant.open(place, embedder))


def _print_warm(assistant: Assistant) -> None:
    assistant.ask("Is everything loaded?")
    cases = load_cases(SHIPPED).case_set.cases
    asked = [[turn.question for turn in case.asked] for case in cases]
    for name in ("a question not asked before", "the same question again"):
        times = [
            _seconds(lambda: assistant.ask(questions[-1], previous=questions[:-1]))  # noqa: B023
            for questions in asked
        ]
        p95 = statistics.quantiles(times, n=20)[-1]
        _print(f"warm answer, {name}", statistics.median(times), f"p95 {p95 * 1000:.0f} ms")


def _process(*arguments: str) -> float:
    return statistics.median(_seconds(lambda: _run(arguments)) for _ in range(_RUNS))


def _run(arguments: Sequence[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)  # noqa: S603


def _seconds(action: Callable[[], object]) -> float:
    begin = perf_counter()
    action()
    return perf_counter() - begin


def _print(name: str, seconds: float, more: str = "") -> None:
    print(f"{name:45} {seconds * 1000:8.0f} ms  {more}".rstrip())


if __name__ == "__main__":
    main()

"""Under which conditions a benchmark ran: what must be known to run it again."""

import os
import platform
import subprocess
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from eval.bench.bootstrap import RESAMPLES, SEED
from index.passage import Chunking

_PACKAGES = (
    "groundwire", "bm25s", "chromadb", "ir-measures", "llama-index-core", "numpy", "PyStemmer",
    "sentence-transformers", "torch", "transformers",
)  # fmt: skip
_HERE = Path(__file__).parent


def conditions(
    model: str,
    chunking: Chunking,
    reranker: str | None = None,
    checker: str | None = None,
    *,
    selector: bool = True,
) -> dict[str, Any]:
    """Return versions, machine, commit, seed and date as JSON-ready data."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "changed_files": (_git("status", "--porcelain", "--untracked-files=no") or "").splitlines(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in _PACKAGES},
        "model": Path(model).name,
        "reranker": Path(reranker).name if reranker else None,
        "checker": Path(checker).name if checker else None,
        "selector": selector,
        "chunking": asdict(chunking),
        "seed": SEED,
        "resamples": RESAMPLES,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _git(*arguments: str) -> str | None:
    """Return what git says of this source tree; None where there is no git or no repository."""
    command = ["git", "-C", str(_HERE), *arguments]
    try:
        ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    return ran.stdout.rstrip() or None

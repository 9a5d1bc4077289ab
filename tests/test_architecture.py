"""The rules between rooms that imports can break: who may know whom, and which vendor."""

import ast
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
KNOWS = {
    "corpus": set(),
    "index": {"corpus"},
    "rag": {"corpus", "index"},
    "eval": {"corpus", "index", "rag"},
    "ui": {"corpus", "index", "rag", "eval"},
}
LIVES_IN = {
    "chromadb": {"index/store.py", "index/remote/server.py"},
    "babel": {"rag/names.py"},
    "scipy": {"index/lexical.py", "index/termcounts.py"},
    "datasketch": {"index/signatures.py"},
    "Stemmer": {"index/terms.py", "eval/bench/plain.py"},
    "llama_index": {
        "eval/judge.py",
        "index/embedder.py",
        "index/models.py",
        "index/retriever.py",
        "rag/llm/openai_like.py",
        "rag/query_engine.py",
    },
    "openai": {"rag/llm/openai_like.py"},
    "markdown_it": {"rag/drafting/plain.py"},
    "sentence_transformers": {
        "index/models.py",
        "index/reranker.py",
        "index/entailment.py",
        "eval/bench/indexing.py",
    },
    "bm25s": {"eval/bench/plain.py"},
    "transformers": {"eval/selector/model.py", "index/models.py"},
    "onnxruntime": {"eval/selector/export.py", "rag/selector.py"},
    "matplotlib": {"eval/report/plots.py"},
    "junitparser": {"eval/report/junit.py"},
    "jinja2": {"eval/report/html_report.py", "ui/export/html.py"},
    "typst": {"ui/export/pdf.py"},
    "gradio": {
        "ui/api.py",
        "ui/briefing_tab.py",
        "ui/corpus_editing.py",
        "ui/corpus_tab.py",
        "ui/filter_controls.py",
        "ui/kept/events.py",
        "ui/offer_events.py",
        "ui/page.py",
        "ui/refusals.py",
        "ui/serve.py",
        "ui/talk_events.py",
        "ui/tools.py",
    },
    "typer": {
        "ui/brief.py",
        "ui/cli.py",
        "ui/bench.py",
        "ui/bench_load.py",
        "ui/eval_cases.py",
        "ui/evals.py",
        "ui/options.py",
    },
}
HEAVY = {
    "chromadb", "bm25s", "datasketch", "gradio", "llama_index", "markdown_it", "matplotlib",
    "onnxruntime", "openai", "sentence_transformers", "torch", "transformers", "trafilatura",
    "typst",
}  # fmt: skip
TRAINING = {f"eval/selector/{name}.py" for name in ("export", "model", "steps", "train")}
HEAVY_AS_A_WHOLE = LIVES_IN["gradio"] | TRAINING | {"index/retriever.py", "rag/query_engine.py"}
"""These are imported late themselves, or by nobody here."""
MODULES = sorted(path for room in KNOWS for path in (ROOT / room).rglob("*.py"))


def imports(path: Path, *, top_level_only: bool = False) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_level_only else list(ast.walk(tree))
    found = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room"
            found.append(node.module or "")
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_down_the_list_of_rooms(path: Path) -> None:
    room = name(path).split("/")[0]
    rooms = {module.split(".")[0] for module in imports(path)} & KNOWS.keys()

    assert rooms <= KNOWS[room] | {room}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_vendors_stay_in_their_rooms(path: Path) -> None:
    for vendor in {module.split(".")[0] for module in imports(path)} & LIVES_IN.keys():
        assert name(path) in LIVES_IN[vendor]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_heavy_packages_are_imported_late(path: Path) -> None:
    if name(path) in HEAVY_AS_A_WHOLE:
        return
    early = imports(path, top_level_only=True)
    assert not {module.split(".")[0] for module in early} & HEAVY
    assert not {f"{module.replace('.', '/')}.py" for module in early} & HEAVY_AS_A_WHOLE


def test_no_module_of_a_room_waits_for_another_in_a_circle() -> None:
    modules = {name(path).removesuffix(".py").replace("/", "."): path for path in MODULES}
    needs = {
        module: {target for target in imports(path) if target in modules}
        for module, path in modules.items()
    }
    while leaves := [module for module, needed in needs.items() if not needed & needs.keys()]:
        for leaf in leaves:
            del needs[leaf]
    assert not needs


def test_no_installed_package_has_the_name_of_a_room() -> None:
    owners = packages_distributions()
    others = {
        room: set(owners[room]) - {"groundwire"} for room in (*KNOWS, "tests") if room in owners
    }
    assert not {room: names for room, names in others.items() if names}

"""The documentation tells the truth about names: links lead somewhere, commands and files it mentions exist."""

import json
import re
from pathlib import Path

import pytest
from deployment import ROOT

from accounting.matching.lines import Kind

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "nginx/ssl/README.md",
]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", FENCE.sub("", page.read_text())):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), target


def test_every_make_target_mentioned_exists() -> None:
    targets = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for page in PAGES:
        text = page.read_text()
        mentioned = set(re.findall(r"`(?:[A-Z_]+=\S+ )*make ([a-z][\w-]*)", text))
        mentioned |= {
            target
            for block in FENCE.findall(text)
            for target in re.findall(r"^(?:[A-Z_]+=\S+ )*make ([a-z][\w-]*)", block, re.MULTILINE)
        }
        assert mentioned <= targets, f"{page.name}: {mentioned - targets}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_mentioned_exist(page: Path) -> None:
    """A path in back quotes that begins with one of our folders."""
    folders = "accounting|backend|spark-worker|frontend|database|embedded|nginx|monitoring|e2e|docs"
    for path in re.findall(rf"`((?:{folders})/[\w./-]+)`", page.read_text()):
        if "budgets" not in path:  # the example of CONTRIBUTING
            assert (ROOT / path).exists(), path


def test_api_paths_mentioned_exist() -> None:
    paths = json.loads((ROOT / "backend/openapi.json").read_text())["paths"]
    known = {re.sub(r"\{\w+\}", "X", path).removeprefix("/api/v1") for path in paths} | {"/openapi.json"}
    for page in PAGES:
        for path in re.findall(r"(?<!app)(?:\$API|/api/v1)(/[\w/{}$.-]+)", page.read_text()):
            shape = re.sub(r"\{\w+\}|\$\w+|\d{4}-(?:Q\d|\d\d)", "X", path).rstrip("/.")
            assert shape in known or f"{shape}/X" in known, f"{page.name}: {path}"


def test_every_decision_has_the_same_parts_and_is_listed() -> None:
    index = (ROOT / "docs/index.md").read_text()
    decisions = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in decisions] == list(range(1, len(decisions) + 1))
    for page in decisions:
        assert re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
            "Alternatives",
        ], page.name
        assert f"decisions/{page.name}" in index


def test_every_state_is_in_the_glossary() -> None:
    from app.core.jobs import STATUSES
    from app.modules.documents.schemas import Status

    glossary = (ROOT / "docs/glossary.md").read_text()
    for state in (*STATUSES, *Status.__args__):
        assert re.search(rf"\| {state} \|", glossary), state


@pytest.mark.parametrize(("language", "column"), [("nl", 1), ("fr", 2)])
def test_the_glossary_and_the_screens_say_the_same(language: str, column: int) -> None:
    """States and roles, as somebody reads them in the application."""
    screens = json.loads((ROOT / f"frontend/src/i18n/{language}.json").read_text())
    rows = [[cell.strip() for cell in line.split("|")] for line in (ROOT / "docs/glossary.md").read_text().splitlines()]
    words = {row[1]: row[1 + column] for row in rows if len(row) > 5}
    states = {row[2]: row[2 + column] for row in rows if len(row) == 6 and row[1] in {"", "document"}}
    for role, name in screens["role"]["name"].items():
        assert words[role] == name.lower()
    for state in ("uploaded", "reading", "to_review", "approved", "rejected"):
        assert states[state] == screens["status"][state].lower()


def test_the_guide_for_analysts_names_every_column_kind_and_reason() -> None:
    guide = (ROOT / "docs/notebooks.md").read_text()
    told = {
        heading: _first_cells(part) for heading, part in re.findall(r"### ([^\n]+)\n\n(.*?)(?=\n###|\Z)", guide, re.S)
    }
    schema = (ROOT / "backend/migrations/versions/banking.sql").read_text()
    table = re.search(r"create table results\.match_proposals \((.*?)\n  constraint", schema, re.S)
    assert table
    assert told["Columns of `match_proposals`"] == re.findall(r"^  (\w+) ", table[1], re.M)
    assert told["Kinds"] == list(Kind.__args__)
    sources = "".join(each.read_text() for each in (ROOT / "accounting/src/accounting/matching").glob("*.py"))
    assert sorted(told["Reason codes"]) == sorted(set(re.findall(r"Reason\(\s*\"(\w+)\"", sources)))


def _first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, re.M)

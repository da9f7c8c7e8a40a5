"""Why a bank's file is not read or not proved: every code is told somewhere, with what its sentence says, and in three languages."""

import ast
import json
import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import accounting.statements
from accounting.statements.reasons import SENTENCES, Code

ROOT = Path(__file__).parents[3]
CODES = set(get_args(Code))
SOURCES = (Path(accounting.statements.__file__).parent, ROOT / "backend/app/modules/banking")
OF_RECORDS = ("record_no_amount", "record_no_date", "record_no_number")
"""Told in one place of CODA, which is given the code."""
SLOT = re.compile(r"{(\w+)[,}]|<(\w+)>")


def told() -> dict[str, list[set[str]]]:
    """Of each code the names of its values, place by place."""
    found: dict[str, list[set[str]]] = {}
    for path in (each for source in SOURCES for each in source.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "because":
                code = node.args[0]
                for each in [code.value] if isinstance(code, ast.Constant) else OF_RECORDS:
                    found.setdefault(str(each), []).append({str(value.arg) for value in node.keywords})
    return found


def named(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_code_has_a_sentence_and_is_told_with_what_it_says():
    assert set(SENTENCES) == CODES
    places = told()
    assert set(places) == CODES
    wrong = {
        code: names for code, all_names in places.items() for names in all_names if names != named(SENTENCES[code])
    }
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_every_code_has_words_on_the_screen(language):
    words = json.loads((ROOT / f"frontend/src/i18n/parts/banking.{language}.json").read_text())["banking"]["because"]
    assert set(words) == CODES
    shown = {code: {one or other for one, other in SLOT.findall(sentence)} for code, sentence in words.items()}
    assert {code: names for code, names in shown.items() if names - named(SENTENCES[code]) - {"column"}} == {}
    assert {code for code, names in shown.items() if "column" in names} == {"date_to_come", "no_amount", "no_date"}

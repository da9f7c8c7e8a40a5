"""`python -m accounting.statements FILE [--mapping MAPPING.json]` prints `{"statements": […]}`.

Exit code 1 and `{"error": …, "line": …}` for a file that breaks the rules of its format, or cannot be read at all.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, TextIO

from accounting.statements import StatementUnreadable, Tally, key_of, mapping_of, movement_json, stream
from accounting.statements.as_json import around_json
from accounting.statements.mapping import Mapping
from accounting.statements.model import Head, Movement


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m accounting.statements", description="A bank statement as JSON.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--mapping", type=Path, help="JSON that says which column of a table is what")
    asked = parser.parse_args(words)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        try:
            mapping = mapping_of(json.loads(asked.mapping.read_text(encoding="utf-8"))) if asked.mapping else None
            with asked.file.open("rb") as source:
                _write(source, mapping, out)
        except StatementUnreadable as error:
            return _refused({"error": error.reason, "line": error.line, "code": error.code()})
        except (OSError, ValueError) as error:  # the file or the mapping is not there, or the mapping is no JSON
            return _refused({"error": str(error)})
        _pass_on(out, sys.stdout)
    return 0


def _refused(answer: object) -> int:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    return 1


def _write(source: BinaryIO, mapping: Mapping | None, out: TextIO) -> None:
    """The statements one after the other; movements wait in a file until the end of theirs says what they prove."""
    count = 0
    head, tally, seen = Head("table", 1, None), Tally(), Counter[bytes]()
    out.write('{\n "statements": [')
    with tempfile.TemporaryFile("w+", encoding="utf-8") as movements:
        for event in stream(source, mapping=mapping, today=datetime.now(UTC).date()):
            if isinstance(event, Head):
                head, tally, seen = event, Tally(), Counter()
                movements.seek(0)
                movements.truncate()
            elif isinstance(event, Movement):
                told = _indented({**movement_json(event), "key": key_of(head, event, seen)}, 4)
                movements.write(f"{',' if tally.movements else ''}\n{told}")
                tally.add(event)
            else:
                around = _indented(around_json(head, event, tally.prove(event)), 2).removesuffix("\n  }")
                out.write(f'{"," if count else ""}\n{around},\n   "transactions": [')
                _pass_on(movements, out)
                out.write("\n   ]\n  }" if tally.movements else "]\n  }")
                count += 1
    out.write("\n ]\n}\n" if count else "]\n}\n")


def _indented(answer: object, depth: int) -> str:
    blanks = " " * depth
    return blanks + json.dumps(answer, ensure_ascii=False, indent=1).replace("\n", f"\n{blanks}")


def _pass_on(written: TextIO, to: TextIO) -> None:
    written.seek(0)
    shutil.copyfileobj(written, to)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

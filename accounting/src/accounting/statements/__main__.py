"""`python -m accounting.statements FILE [--mapping MAPPING.json]` prints `{"statements": […]}`.

Exit code 1 and `{"error": …, "line": …}` for a file that breaks the rules of its format, or cannot be read at all.
"""

import argparse
import json
import sys
from pathlib import Path

from accounting.statements import StatementUnreadable, mapping_of, read, statement_json


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m accounting.statements", description="A bank statement as JSON.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--mapping", type=Path, help="JSON that says which column of a table is what")
    asked = parser.parse_args(words)
    try:
        mapping = mapping_of(json.loads(asked.mapping.read_text(encoding="utf-8"))) if asked.mapping else None
        found = [statement_json(statement) for statement in read(asked.file.read_bytes(), mapping=mapping)]
    except StatementUnreadable as error:
        _say({"error": error.reason, "line": error.line, "code": error.code()})
        return 1
    except (OSError, ValueError) as error:  # the file or the mapping is not there, or the mapping is no JSON
        _say({"error": str(error)})
        return 1
    _say({"statements": found})
    return 0


def _say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`spark-submit.sh JOB --input FOLDER --output FILE`: a job on a folder of files, one line of JSON per file.

Files are taken in order of their path, and lines come out in that order. A file that cannot be read is a line with
status "failed" and its problem; the exit code is about the job, not about any file. The output appears when whole.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession

from jobs.invoice_parser import parse
from jobs.ocr_processor import read_text
from libs.runner import spread
from libs.session import BATCH, announce, direct

_AT_ONCE = 400


def main(arguments: Sequence[str] | None = None) -> int:
    """Parse the command line, run the job, write the output; 2 when the folder is not there."""
    options = _options(arguments)
    if not options.input.exists():
        print(f"{options.input} does not exist", file=sys.stderr)
        return 2
    files = files_in(options.input)
    started = time.monotonic()
    spark = direct(options.job)
    spark.sparkContext.setLogLevel("ERROR")
    try:
        failed = write_lines(options.output, lines(spark, options.job, options.input, files))
    finally:
        spark.stop()
    seconds = time.monotonic() - started
    print(
        f"{options.job}: {len(files)} files, {failed} not readable, {seconds:.1f} s → {options.output}", file=sys.stderr
    )
    return 0


def files_in(place: Path) -> list[Path]:
    """The file itself, or every file below the folder in order of path; hidden files are not documents."""
    if place.is_file():
        return [place]
    found = (path for path in place.rglob("*") if path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(place).parts))


def lines(spark: SparkSession, job: str, folder: Path, files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """One answer per file, in order. A few hundred files per Spark job, so that no folder is too large to collect."""
    transform, describe = JOBS[job]
    names = [str(path.relative_to(folder)) if folder.is_dir() else path.name for path in files]
    for start in range(0, len(files), _AT_ONCE):
        part = files[start : start + _AT_ONCE]
        announce(spark, f"{job}: files {start + 1} to {start + len(part)} of {len(files)}", BATCH)
        documents = [
            {"tenant_id": "files", "document_id": str(start + n), "key": path.resolve().as_uri(), "media_type": ""}
            for n, path in enumerate(part)
        ]
        rows = {int(row["document_id"]): row for row in transform(spread(spark, documents)).collect()}
        for number in range(start, start + len(part)):
            yield {"file": names[number]} | describe(rows[number].asDict(recursive=True))


def write_lines(output: Path, answers: Iterator[dict[str, Any]]) -> int:
    """Write JSON lines beside the target and move them into place; returns how many files failed."""
    output.parent.mkdir(parents=True, exist_ok=True)
    failed = 0
    handle, unfinished = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            for answer in answers:
                failed += answer["status"] == "failed"
                out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        os.chmod(unfinished, 0o644)
        os.replace(unfinished, output)
    except BaseException:
        os.unlink(unfinished)
        raise
    return failed


def fields_line(row: dict[str, Any]) -> dict[str, Any]:
    """A row of `DocumentReading` as a line: what was read, or why not."""
    reading = json.loads(row["reading"]) if row["reading"] else {}
    return {
        "status": row["status"],
        "problem": row["problem"],
        "kind": reading.get("kind"),
        "language": reading.get("language"),
        "page_count": row["page_count"],
        "seconds": row["seconds"],
        "fields": reading.get("fields", {}),
        "warnings": reading.get("warnings", []),
    }


def text_line(row: dict[str, Any]) -> dict[str, Any]:
    """A row of `DocumentText` as a line: pages with their words, and their text line by line."""
    return {
        "status": "read" if row["problem"] is None else "failed",
        "problem": row["problem"],
        "page_count": row["page_count"],
        "seconds": row["seconds"],
        "xml": None if row["xml"] is None else bytes(row["xml"]).decode("utf-8", errors="replace"),
        "pages": row["pages"],
    }


JOBS: dict[str, tuple[Callable[[DataFrame], DataFrame], Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "invoice_parser": (lambda documents: parse(read_text(documents)), fields_line),
    "ocr_processor": (read_text, text_line),
}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="spark-submit.sh", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("job", choices=sorted(JOBS))
    parser.add_argument("--input", type=Path, required=True, help="a folder of documents, or one file")
    parser.add_argument("--output", type=Path, required=True, help="JSON lines, one per file")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

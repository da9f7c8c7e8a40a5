"""`spark-submit.sh`: lines in order, whole or not at all."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from libs.on_files import lines, write_lines

SCRIPT = Path(__file__).resolve().parents[1] / "spark-submit.sh"


def test_lines_come_in_order_of_path_whatever_the_files(spark, samples, tmp_path):
    for name in ("b.pdf", "a/z.pdf", "a/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(
            (samples / "factuur-drukkerij.pdf").read_bytes() if name.endswith("pdf") else b"hello"
        )
    (tmp_path / ".hidden").write_bytes(b"no document")
    from libs.on_files import files_in

    told = list(lines(spark, "invoice_parser", tmp_path, files_in(tmp_path)))
    assert [line["file"] for line in told] == ["a/c.txt", "a/z.pdf", "b.pdf"]
    assert [line["problem"] for line in told] == ["unsupported_type", None, None]
    assert told[1]["fields"] == told[2]["fields"]
    text = list(lines(spark, "ocr_processor", tmp_path, files_in(tmp_path)))
    assert text[2]["pages"][0]["origin"] == "text"
    assert "FACTUUR" in {word["text"] for word in text[2]["pages"][0]["words"]}


def test_an_interrupted_job_leaves_no_half_output(tmp_path):
    def broken():
        yield {"status": "read", "file": "a"}
        raise RuntimeError("the cluster went away")

    output = tmp_path / "readings.jsonl"
    output.write_text("before\n")
    with pytest.raises(RuntimeError):
        write_lines(output, broken())
    assert output.read_text() == "before\n"
    assert list(tmp_path.iterdir()) == [output]


def test_the_script_runs_without_a_stack(samples, tmp_path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "S3_", "PYTHONPATH"))}
    output = tmp_path / "out" / "readings.jsonl"
    done = subprocess.run(
        [SCRIPT, "invoice_parser", "--input", samples / "factuur-drukkerij.pdf", "--output", output],
        env=environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (line,) = [json.loads(row) for row in output.read_text().splitlines()]
    assert (line["file"], line["status"], line["kind"]) == ("factuur-drukkerij.pdf", "read", "invoice")
    assert line["fields"]["invoice_number"]["value"] == "VF004205"

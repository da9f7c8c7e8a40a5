"""The page for analysts is true: its Python block is run, as printed, against the running stack."""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
[BLOCK] = re.findall(r"```python\n(.*?)```", (ROOT / "docs/notebooks.md").read_text(), re.DOTALL)
PROPOSAL = """
insert into results.match_proposals
    (tenant_id, run_id, line_id, item, group_id, kind, score, auto, reasons, matcher_version)
values (%s, %s, %s, 'invoice:1', 'g', 'exact', %s, true, '[]', '1')
"""


@pytest.fixture
def company() -> str:
    """A company with one proposal of the run that stands and one of a run that does not; another with one too."""
    mine, other, stands = (uuid4() for _ in range(3))
    url = os.environ["MIGRATION_DATABASE_URL"].replace("+asyncpg", "")
    with psycopg.connect(url) as database:
        for tenant, runs in ((mine, (stands, uuid4())), (other, (uuid4(),))):
            database.execute("select set_config('app.tenant_id', %s, true)", (str(tenant),))
            database.execute("insert into results.matchings (run_id) values (%s)", (runs[0],))
            for run_id, score in zip(runs, (0.91, 0.41), strict=False):
                database.execute(PROPOSAL, (tenant, run_id, uuid4(), score))
    return str(mine)


def run(block: str, company: str) -> str:
    paths = os.pathsep.join(str(ROOT / each) for each in ("spark-worker", "accounting/src"))
    done = subprocess.run(
        [sys.executable, "-c", block],
        env=os.environ | {"COMPANY": company, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_a_notebook_sees_what_stands_of_one_company(company: str) -> None:
    table = [line for line in run(BLOCK, company).splitlines() if line.startswith("|")]
    assert [each.replace(" ", "") for each in table] == ["|kind|score|lines|sure|", "|exact|0.9|1|1|"]


def test_a_company_that_is_not_there_has_nothing() -> None:
    assert "exact" not in run(BLOCK, str(uuid4()))

"""From what the controls say to a score per entry, and which of them are findings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accounting.anomalies.controls import CONTROLS
from accounting.anomalies.entries import TEXT, Floats, Ints, Ledger
from accounting.anomalies.evidence import Evidence, beyond_chance, rarity
from accounting.anomalies.findings import FINDING, POINTS
from accounting.anomalies.limits import Limits
from accounting.anomalies.looking import COMBINED, LOOKS

CHANCE = 2.0
"""Powers of ten that chance gives to some entry or other: only what a control says beyond counts."""
PRACTICE = 1.5
"""Powers of ten: what three in a hundred entries and more show is how this company works."""
DOUBTFUL, MOST_DOUBTFUL = 0.2, 60
"""What a control says that may all be chance counts so much: no finding by itself, but before what says nothing."""
LEAST_POINTS = 5
MATTERS = 8.0
"""An amount e^4 times the middle one counts half as much again."""

JUDGED = pa.schema(
    [
        ("book", TEXT),
        ("place", pa.int64()),
        ("id", TEXT),
        ("score", pa.int64()),
        ("finding", pa.bool_()),
        ("reasons", TEXT),
    ]
)
"""`score` is in hundredths of a power of ten and is the sum of the points of the reasons. A reason is its control's
code, its points and its figures."""

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Voice:
    """What one control gave to which rows."""

    code: str
    evidence: Evidence
    points: Ints


def judge(table: pa.Table, limits: Limits | None = None) -> pa.Table:
    """A row of `JUDGED` for every row of `ENTRIES`, in order of their places; books are judged one by one."""
    books = sorted(table["book"].unique().to_pylist())
    if len(books) < 2:
        return judge_book(table, limits)
    judged = [judge_book(table.filter(pc.equal(table["book"], book)), limits) for book in books]
    return pa.concat_tables(judged).combine_chunks().sort_by("place")


def judge_book(table: pa.Table, limits: Limits | None = None) -> pa.Table:
    """The same for the entries of one book."""
    ledger = Ledger.of(table)
    voices = voices_of(ledger, limits or Limits())
    score = np.zeros(len(ledger), dtype=np.int64)
    for voice in voices:
        score[voice.evidence.rows] += voice.points
    columns = {name: ledger.table[name] for name in ("book", "place", "id")}
    columns |= {"score": pa.array(score), "finding": pa.array(score >= FINDING), "reasons": _reasons(ledger, voices)}
    return pa.table(columns, schema=JUDGED)


def voices_of(ledger: Ledger, limits: Limits) -> list[Voice]:
    """Every control's points. One that is switched off is still heard by those that combine, but gives none itself."""
    seen: dict[str, Evidence] = {}
    voices = []
    matters = materiality(ledger)
    for control in CONTROLS:
        look = LOOKS.get(control.code)
        evidence = look(ledger, limits) if look else COMBINED[control.code](ledger, seen)
        seen[control.code] = evidence
        if limits.is_on(control.code):
            rare = rarity(evidence.decades, len(ledger), control.usual)
            beyond = np.maximum(np.minimum(evidence.decades - CHANCE, rare - PRACTICE), 0.0)
            tests = len(ledger) if evidence.tests is None else evidence.tests
            counts = matters[evidence.rows] if evidence.by_amount else 1.0
            points = POINTS * control.weight * beyond * counts
            doubtful = ~beyond_chance(evidence.decades, tests)
            points[doubtful] = np.minimum(points[doubtful] * DOUBTFUL, MOST_DOUBTFUL)
            points = np.where(points < LEAST_POINTS, 0.0, points)
            voices.append(Voice(control.code, evidence, np.rint(points).astype(np.int64)))
    return voices


def materiality(ledger: Ledger) -> Floats:
    """What a control's points count at an amount: half at the smallest, half as much again at the largest."""
    if not len(ledger):
        return np.zeros(0)
    return np.clip(1 + (ledger.size - np.median(ledger.size)) / MATTERS, 0.5, 1.5)


def _reasons(ledger: Ledger, voices: list[Voice]) -> pa.Array:
    """As JSON, the most telling first; an empty list for a row without points."""
    told: dict[int, list[tuple[int, str, Sequence[str]]]] = {}
    for voice in voices:
        at = np.nonzero(voice.points)[0]
        if not len(at):
            continue
        rows = voice.evidence.rows[at].tolist()
        for row, points, figures in zip(rows, voice.points[at].tolist(), voice.evidence.figures(at), strict=True):
            told.setdefault(row, []).append((points, voice.code, figures))
    texts = ["[]"] * len(ledger)
    for row, reasons in told.items():
        ordered = sorted(reasons, key=lambda reason: (-reason[0], reason[1]))
        texts[row] = _JSON([[code, points, list(figures)] for points, code, figures in ordered])
    return pa.array(texts, TEXT)

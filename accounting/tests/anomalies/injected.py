"""Puts anomalies into a ledger, each kind by its own hand, and says which rows they are.

`python injected.py FOLDER [KIND [ROWS]]` writes ledger.csv and labels.csv (id, label, kind).
"""

import csv
import random
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from ledgers import KINDS, LIMITS, Made, iban, ledger, numbered, settle_vat

Row = dict[str, Any]
LOOKS = {"0": "O", "1": "I", "5": "S", "8": "B"}


def injected(kind: str, size: int, seed: int, each: int) -> Made:
    """A ledger of that kind with `each` anomalies of every sort in it."""
    made = ledger(kind, size, seed)
    dice = random.Random(f"anomalies {kind} {seed}")
    found: list[Row] = []
    for put in (near_duplicates, splits, large, rare_large, weekend_round, ibans, accounts, vat):
        found += put(made.rows, dice, each)
    rows = [{key: value for key, value in row.items() if key != "id"} for row in (*made.rows, *found)]
    return numbered(Made(sorted(rows, key=lambda row: row["on"])))


def near_duplicates(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    found = []
    while len(found) < each:
        row = dice.choice(rows)
        reference = altered(row["reference"], dice)
        if row["amount"] < 5000 or reference == row["reference"]:
            continue
        found.append(
            _put(row, "near_duplicate", reference=reference, on=row["on"] + timedelta(days=dice.randint(1, 30)))
        )
    return found


def altered(reference: str, dice: random.Random) -> str:
    """As people and scanners alter a number."""
    how = dice.randrange(6)
    places = [place for place, sign in enumerate(reference) if sign in LOOKS]
    if how == 0 and places:
        place = dice.choice(places)
        return reference[:place] + LOOKS[reference[place]] + reference[place + 1 :]
    if how == 1 and len(reference) > 5:
        place = dice.randrange(1, len(reference) - 3)
        return reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    if how == 2:
        return f"0{reference}"
    if how == 3:
        return reference + dice.choice(("A", "-1", "B", "/2", "bis"[:2]))
    if how == 4 and len(reference) > 6:
        place = dice.randrange(len(reference) - 3)
        return reference[:place] + reference[place + 1 :]
    return reference.replace("-", "").replace("/", "") if set("-/") & set(reference) else f"{reference}-C"


def splits(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    found: list[Row] = []
    while len(found) < each:
        row, limit = dice.choice(rows), dice.choice(LIMITS)
        for _ in range(dice.randint(2, 4)):
            cents = round(limit * 100 * dice.uniform(0.91, 0.999))
            found.append(_put(row, "split", cents, reference=f"{row['reference'][:3]}{dice.randint(1000, 99999)}"))
    return found


def large(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    of: dict[str, list[int]] = {}
    for row in rows:
        of.setdefault(row["counterparty"], []).append(row["amount"])
    known = [row for row in rows if len(of[row["counterparty"]]) >= 12]
    return [
        _put(
            row,
            "large",
            round(max(of[row["counterparty"]]) * dice.uniform(6, 40)),
            reference=str(dice.randint(10**4, 10**6)),
        )
        for row in (dice.choice(known or rows) for _ in range(each))
    ]


def rare_large(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    top = sorted(row["amount"] for row in rows)[int(len(rows) * 0.99)]
    return [
        _put(row, "rare_large", round(top * dice.uniform(5, 40)), reference=f"{dice.randint(10**3, 10**5)}",
             counterparty=f"Newcomer {dice.randint(10**4, 10**6)}", iban=iban(dice))
        for row in (dice.choice(rows) for _ in range(each))
    ]  # fmt: skip


def weekend_round(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    found = []
    for _ in range(each):
        row = dice.choice(rows)
        on = row["on"] + timedelta(days=6 - row["on"].weekday())
        cents = dice.choice((5000, 7500, 10000, 15000, 20000, 25000)) * 100
        found.append(
            {**_put(row, "weekend_round", cents, reference=f"{dice.randint(10**3, 10**5)}", on=on), "amount": cents}
        )
    return found


def ibans(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    chosen = [dice.choice(rows) for _ in range(each)]
    return [
        _put(row, "iban", row["amount"] + 1, reference=f"{dice.randint(10**3, 10**5)}", iban=iban(dice))
        for row in chosen
    ]


def accounts(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    chosen = [dice.choice(rows) for _ in range(each)]
    return [
        _put(row, "account", row["amount"] + 3, reference=f"{dice.randint(10**3, 10**5)}", account="489000")
        for row in chosen
    ]


def vat(rows: list[Row], dice: random.Random, each: int) -> list[Row]:
    """More than the highest rate: less could be several rates on one invoice."""
    chosen = [dice.choice([row for row in rows if row["net"] > 2000]) for _ in range(each)]
    return [
        settle_vat(
            {
                **_put(row, "vat", reference=f"{dice.randint(10**3, 10**5)}"),
                "net": row["net"] + 7,
                "vat": round(row["net"] * 0.25),
            }
        )
        for row in chosen
    ]


def _put(row: Row, what: str, cents: int | None = None, **changes: Any) -> Row:
    made = {**row, "put_in": what, **changes}
    if cents is not None:
        rate = round(100 * row["vat"] / row["net"]) if row["net"] else 0
        made["net"] = round(cents / (1 + rate / 100))
        made["vat"] = round(made["net"] * rate / 100)
        settle_vat(made)
    return made


COLUMNS = ("id", "counterparty", "on", "reference", "amount", "net", "vat", "account", "iban")


def write(made: Made, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "ledger.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow("date" if name == "on" else name for name in COLUMNS)
        for row in made.rows:
            rows.writerow(
                f"{row[name] / 100:.2f}" if name in ("amount", "net", "vat") else row[name] for name in COLUMNS
            )
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        labels = csv.writer(file)
        labels.writerow(("id", "label", "kind"))
        labels.writerows((row["id"], int(row["id"] in made.truth), made.truth.get(row["id"], "")) for row in made.rows)


if __name__ == "__main__":
    kind, size = (sys.argv[2:3] or ["ordinary"])[0], int((sys.argv[3:4] or ["5000"])[0])
    if kind not in KINDS:
        sys.exit(f"kinds of ledgers: {', '.join(KINDS)}")
    write(injected(kind, size, 1, each=max(size // 1000, 1)), Path(sys.argv[1]))

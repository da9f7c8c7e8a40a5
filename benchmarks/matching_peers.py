"""What reconciliation is measured beside, run by the Python of the peers' own environment.

    python benchmarks/matching_peers.py duckdb|splink FOLDER

FOLDER holds lines.parquet and items.parquet; one line of JSON comes out: seconds, pairs, and where the pairs lie.
`duckdb` is the bare join of what could belong together: one book, one amount, 45 days. `splink` links the same rows
with the same information by its own means: probabilities learned from the data, one answer per line.
"""

import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

import duckdb

THREADS = 2
JOIN = """
select count(*) from lines join items on lines.book = items.book and lines.amount = items.amount
  and lines.day - items.day between -45 and 45
"""
SIDE = """
create table {side}_s as select id as unique_id, book, amount, day,
  regexp_replace(upper(case when name <> '' then name else split_part(text, ' - ', 1) end), '[^A-Z0-9]', '', 'g')
    as name,
  regexp_replace(regexp_extract(reference || ' ' || text, '[0-9]{{4}}[-/ ]?[0-9]{{5}}|[0-9]{{5,}}'), '[^0-9]', '', 'g')
    as number,
  regexp_extract(text, '[+]{{3}}[0-9/]+') as structured
from {side}
"""
BEST = """
copy (select unique_id_l, unique_id_r, match_probability from predictions
      qualify row_number() over (partition by unique_id_l order by match_probability desc, unique_id_r) = 1
          and row_number() over (partition by unique_id_r order by match_probability desc, unique_id_l) = 1)
to '{place}' (format parquet)
"""


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    line = duckdb.connect()
    line.execute(f"set threads = {THREADS}")
    for side in ("lines", "items"):
        line.execute(f"create table {side} as select * from read_parquet('{folder / side}.parquet')")
    return line


def bare_join(folder: Path) -> dict[str, Any]:
    line = opened(folder)
    started = time.perf_counter()
    (pairs,) = line.execute(JOIN).fetchone()
    return {"seconds": time.perf_counter() - started, "pairs": pairs}


def linked(folder: Path) -> dict[str, Any]:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.CRITICAL)
    line = opened(folder)
    started = time.perf_counter()
    for side in ("lines", "items"):
        line.execute(SIDE.format(side=side))
    database = DuckDBAPI(line)
    sides = [
        database.register(f"{side}_s", dataset_display_name=name)
        for name, side in (("a_lines", "lines"), ("b_items", "items"))
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.85]),
            cl.ExactMatch("number"),
            cl.ExactMatch("structured"),
        ],
        blocking_rules_to_generate_predictions=[block_on("book", "amount"), block_on("book", "number")],
        probability_two_random_records_match=0.3,
        retain_matching_columns=False,
    )
    linker = Linker(sides, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("book", "amount"))
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    line.execute(f"create view predictions as select * from {predictions.physical_name}")
    place = folder / "splink.parquet"
    line.execute(BEST.format(place=place))
    seconds = time.perf_counter() - started
    (pairs,) = line.execute(f"select count(*) from read_parquet('{place}')").fetchone()
    return {"seconds": seconds, "pairs": pairs, "place": str(place)}


if __name__ == "__main__":
    found = {"duckdb": bare_join, "splink": linked}[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps(found))

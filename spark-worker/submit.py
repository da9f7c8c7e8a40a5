"""What `spark-submit.sh` hands to Spark: a script beside the packages, so that they are found by name."""

import sys

from libs import on_books, on_files, on_ledger

MAINS = {on_books.JOB: on_books.main, on_ledger.JOB: on_ledger.main}

if __name__ == "__main__":
    sys.exit(MAINS.get(sys.argv[1] if len(sys.argv) > 1 else "", on_files.main)())

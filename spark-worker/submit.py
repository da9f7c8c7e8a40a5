"""What `spark-submit.sh` hands to Spark: a script beside the packages, so that they are found by name."""

import sys

from libs import on_books, on_files

if __name__ == "__main__":
    sys.exit(on_books.main() if on_books.JOB in sys.argv[1:2] else on_files.main())

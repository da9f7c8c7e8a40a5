"""What `spark-submit.sh` hands to Spark: a script beside the packages, so that they are found by name."""

import sys

from libs.on_files import main

if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env bash
# Run a job on files:  spark-submit.sh invoice_parser|ocr_processor --input FOLDER --output FILE.jsonl
#                      spark-submit.sh ledger_reconciliation --lines LINES.csv --items ITEMS.csv --output MATCHES.csv
#                      spark-submit.sh ml_anomaly_detection --input LEDGER.csv --output SCORES.csv
#
# Without a running stack it uses this machine (local[2]); with SPARK_MASTER_URL=spark://… that cluster, whose workers
# must see the folder under the same path and must have a free core: the Connect server keeps the cores it has. A cluster
# that asks who calls wants its secret too: SPARK_AUTHENTICATION_FILE names a file of settings with it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

if [ -z "${PYSPARK_PYTHON:-}" ]; then
  if [ -x "$root/.venv/bin/python" ]; then PYSPARK_PYTHON="$root/.venv/bin/python"; else PYSPARK_PYTHON=$(command -v python3); fi
fi
export PYSPARK_PYTHON PYSPARK_DRIVER_PYTHON="$PYSPARK_PYTHON"
export PYTHONPATH="$here:$root/accounting/src${PYTHONPATH:+:$PYTHONPATH}"
export OMP_THREAD_LIMIT=1
SPARK_HOME=$("$PYSPARK_PYTHON" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
export SPARK_HOME
export SPARK_CONF_DIR="$here/config"
unset SPARK_DAEMON_MEMORY SPARK_REMOTE

master=${SPARK_MASTER_URL:-local[2]}
options=(--master "$master"
         --conf "spark.scheduler.allocation.file=file://$here/config/fairscheduler.xml"
         --conf "spark.executorEnv.PYTHONPATH=$PYTHONPATH" --conf spark.executorEnv.OMP_THREAD_LIMIT=1)
if [ -n "${TESSDATA_PREFIX:-}" ]; then options+=(--conf "spark.executorEnv.TESSDATA_PREFIX=$TESSDATA_PREFIX"); fi
if [ -n "${SPARK_AUTHENTICATION_FILE:-}" ]; then
  options+=(--load-spark-defaults --properties-file "$SPARK_AUTHENTICATION_FILE")
fi
case $master in
  local*|*//127.0.0.1:*|*//localhost:*)
    export SPARK_LOCAL_IP=127.0.0.1
    options+=(--conf spark.driver.host=127.0.0.1 --conf spark.driver.bindAddress=127.0.0.1) ;;
esac

exec "$SPARK_HOME/bin/spark-submit" "${options[@]}" "$here/submit.py" "$@"

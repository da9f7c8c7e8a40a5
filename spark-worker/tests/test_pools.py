"""How jobs share the executors: somebody who waits goes before a batch, and nothing falls out of the scheme."""

import time

from pyspark import InheritableThread

from libs import runner
from libs.session import BATCH, INTERACTIVE


def pool(spark, name):
    found = spark.sparkContext._jsc.sc().getPoolForName(name)
    assert found.isDefined(), name
    return found.get()


def test_the_pools_are_those_of_the_file_and_each_shares_fairly(spark):
    pools = {name: pool(spark, name) for name in (INTERACTIVE, "default", BATCH)}
    assert {each.schedulingMode().toString() for each in pools.values()} == {"FAIR"}
    assert pools[INTERACTIVE].weight() > pools["default"].weight() > pools[BATCH].weight()
    assert pools[INTERACTIVE].minShare() >= 1
    assert {pools[name].minShare() for name in ("default", BATCH)} == {0}


def test_what_the_platform_takes_for_somebody_who_waits_is_not_a_batch():
    from app.core.config import Settings

    assert Settings.model_fields["interactive_upload_files"].default == runner._FEW


def test_somebody_who_waits_is_read_while_a_batch_runs(spark):
    """Two cores, busy with a batch of many short tasks: the one task that came last is done long before them."""
    ended: dict[str, float] = {}

    def sleeps(rows):
        time.sleep(0.2)
        return rows

    def run(pool_name: str, tasks: int) -> None:
        spark.sparkContext.setLocalProperty("spark.scheduler.pool", pool_name)
        spark.sparkContext.parallelize(range(tasks), tasks).mapPartitions(sleeps).count()
        ended[pool_name] = time.monotonic()

    many = InheritableThread(target=run, args=(BATCH, 30))
    many.start()
    while not spark.sparkContext.statusTracker().getActiveStageIds():
        time.sleep(0.05)
    one = InheritableThread(target=run, args=(INTERACTIVE, 1))
    one.start()
    one.join()
    assert BATCH not in ended, "the batch was over first, so this shows nothing"
    many.join()
    assert ended[INTERACTIVE] < ended[BATCH]

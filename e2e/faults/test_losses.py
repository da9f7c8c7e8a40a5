"""Whatever is killed while a batch is read: every document ends, once, and the job succeeds."""

import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import psycopg
import pytest
from conftest import PATIENCE, processes

from client import Api
from samples import many_samples, named_samples

BATCH = 16  # two slices, so that a kill in the first is followed by a hand-over


def make_batch(folder: Path, count: int, seed: int) -> list[Path]:
    files = []
    for name, content, _ in many_samples(count, seed):
        files.append(folder / name)
        files[-1].write_bytes(content)
    return files


def kill_celery_worker() -> None:
    (worker,) = processes("celery", "-Q spark")
    worker.kill()


def kill_executor() -> None:
    executors = processes("CoarseGrainedExecutorBackend")
    assert executors
    executors[0].kill()


def kill_spark_worker() -> None:
    workers = processes("org.apache.spark.deploy.worker.Worker")
    assert workers
    workers[0].kill()


def kill_connect() -> None:
    servers = processes("SparkConnectServer")
    assert servers
    for each in servers:
        each.kill()


def wait_until_reading(api: Api, job_id: str) -> None:
    """Somewhere in the middle: some are read, some are not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        job = api.call("GET", f"/jobs/{job_id}")
        assert job["status"] in ("queued", "running"), "the batch was over before anything could be killed"
        if job["status"] == "running" and job["progress"] > 5:
            return
        time.sleep(0.1)
    raise AssertionError(f"the batch did not begin within {PATIENCE} seconds: {job}")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("kill", [kill_celery_worker, kill_executor, kill_spark_worker, kill_connect])
def test_a_batch_survives(kill: Callable[[], None], api: Api, books: psycopg.Connection, tmp_path: Path):
    files = make_batch(tmp_path, BATCH, seed=crc32(kill.__name__.encode()) % 1000)
    documents, job_id = api.upload(files)
    assert job_id
    wait_until_reading(api, job_id)
    kill()
    job = api.wait(job_id, PATIENCE)
    assert (job["status"], job["done"], job["progress"]) == ("succeeded", BATCH, 100), job
    statuses = [api.document(each["id"])["status"] for each in documents]
    assert statuses == ["to_review"] * BATCH
    read_more_than_once = books.execute(
        "select payload->>'document_id' from audit.events where name = 'document.read'"
        " and payload->>'document_id' = any(%s) group by 1 having count(*) <> 1",
        ([each["id"] for each in documents],),
    ).fetchall()
    assert read_more_than_once == []


@pytest.mark.timeout(900)
def test_somebody_waiting_goes_before_a_batch_of_two_hundred(api: Api, tmp_path: Path):
    batch = make_batch(tmp_path, 200, seed=7)
    documents, batch_job = api.upload(batch)
    assert batch_job
    assert len(documents) == 200
    wait_until_reading(api, batch_job)
    single = tmp_path / "mine.pdf"
    single.write_bytes(next(content for name, content, _ in named_samples() if name == "factuur-drukkerij.pdf"))
    (mine,), job_id = api.upload([single])
    assert job_id
    assert api.wait(job_id, PATIENCE)["status"] == "succeeded"
    batch_now = api.call("GET", f"/jobs/{batch_job}")
    assert api.document(mine["id"])["status"] == "to_review"
    assert batch_now["status"] in ("queued", "running"), "the batch was over first, so this shows nothing"
    assert batch_now["done"] < 100, "measured by what the batch did meanwhile, not by the clock of a busy machine"
    api.call("DELETE", f"/jobs/{batch_job}")
    ended = api.wait(batch_job, PATIENCE)
    assert ended["status"] == "cancelled"
    states = {each["status"] for each in api.call("GET", "/documents", params={"limit": 200})}
    assert states <= {"to_review", "failed"}
    failed = api.call("GET", "/documents", params={"status": "failed", "limit": 200})
    assert failed
    assert {each["problem"]["code"] for each in failed} == {"reading_cancelled"}


@pytest.mark.timeout(900)
def test_a_cancelled_document_can_be_read_after_all(api: Api, tmp_path: Path):
    documents, job_id = api.upload(make_batch(tmp_path, 12, seed=9))
    assert job_id
    api.call("DELETE", f"/jobs/{job_id}")
    api.wait(job_id, PATIENCE)
    failed = [each["id"] for each in documents if api.document(each["id"])["status"] == "failed"]
    assert failed
    again = api.call("POST", f"/documents/{failed[0]}/retry")
    assert api.wait(again["job_id"], PATIENCE)["status"] == "succeeded"
    assert api.document(failed[0])["status"] == "to_review"

"""What a receiver may answer, or not answer; nothing of it harms us."""

import asyncio
import time

import pytest

from app.core.logging import configure
from app.modules.webhooks import sending
from tests.conftest import Company
from tests.factories.mailbox import run_due
from tests.factories.receiver import (
    Receiver,
    answer,
    attempts,
    happened,
    receiver,
    webhook,
)

HERE = "/api/v1/webhooks"
JOB = "webhooks.deliver"


@pytest.mark.parametrize(
    ("says", "error", "status"),
    [
        (answer(400), "refused", 400),
        (answer(301, location="https://example.com/"), "redirected", 301),
        (answer(304), "redirected", 304),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "answer_broken", None),
        (b"", "answer_broken", None),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort", "answer_broken", None),
    ],
)
async def test_an_answer_other_than_2xx_is_no_success(company: Company, there: Receiver, says, error, status):
    await webhook(company, there.url)
    there.says = [says]
    await happened(company)
    await run_due(company, JOB)
    [attempt] = await attempts(company)
    assert (attempt.error, attempt.response_status) == (error, status)
    assert len(there.came) == 1


async def test_an_answer_is_read_up_to_4_kilobytes(company: Company, there: Receiver):
    await webhook(company, there.url)
    there.says = [b"HTTP/1.1 200 OK\r\ncontent-length: 1000000000000\r\n\r\n" + b"\0\xff\xc3x" * 2000]
    await happened(company)
    await run_due(company, JOB)
    [attempt] = await attempts(company)
    assert (attempt.error, attempt.response_status) == (None, 200)
    assert len(attempt.response_excerpt) == sending.EXCERPT
    assert "\0" not in attempt.response_excerpt


async def test_an_answer_is_not_unpacked(company: Company, there: Receiver):
    await webhook(company, there.url)
    there.says = [answer(200, b"\x1f\x8b not gzip at all", **{"content-encoding": "gzip"})]
    await happened(company)
    await run_due(company, JOB)
    assert [each.error for each in await attempts(company)] == [None]


async def test_silence_is_not_waited_for(company: Company, there: Receiver, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 1)
    await webhook(company, there.url)
    there.says = [None]
    await happened(company)
    began = time.monotonic()
    await run_due(company, JOB)
    assert time.monotonic() - began < 5
    [attempt] = await attempts(company)
    assert attempt.error == "timed_out"
    assert 900 < attempt.milliseconds < 4000


async def test_a_slow_trickle_is_cut_off(company: Company, monkeypatch):
    monkeypatch.setattr(sending, "SECONDS", 1)

    async def trickle(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n")
        for _ in range(30):
            writer.write(b"x")
            await asyncio.sleep(0.1)
        writer.close()

    server = await asyncio.start_server(trickle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with receiver():
        await webhook(company, f"http://127.0.0.1:{port}/")
        await happened(company)
        await run_due(company, JOB)
    server.close()
    assert [each.error for each in await attempts(company)] == ["timed_out"]


async def test_nobody_there_is_no_crash(company: Company):
    async with receiver() as gone:
        url = gone.url
    async with receiver():
        await webhook(company, url)
        await happened(company)
        await run_due(company, JOB)
    assert [each.error for each in await attempts(company)] == ["not_connected"]


async def test_a_secret_in_an_address_stays_out_of_the_log(company: Company, there: Receiver, capfd):
    configure()
    await webhook(company, there.url)
    await happened(company)
    await run_due(company, JOB)
    assert len(there.came) == 1
    out, err = capfd.readouterr()
    assert "webhook_attempted" in out
    assert "s3cret" not in out + err

"""SeaweedFS: the S3 object store, one process for all its parts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from embedded import credentials
from embedded.ports import GRPC_DISTANCE, PortUnusable
from embedded.service import Service
from embedded.settings import Settings

PROBE_BUCKET = "readiness"


def service(chosen: Settings, base: Mapping[str, str]) -> Service:
    """Telemetry off, all on loopback. It may ignore SIGTERM, so it gets 3 seconds; acknowledged data survives."""
    folder = chosen.data / "s3"
    number = chosen.ports
    return Service(
        name="s3",
        command=(
            str(Path(sys.executable).parent / "weed"), "-logtostderr=true", "server",
            f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1",
            f"-master.port={number['S3_MASTER_PORT']}", "-master.telemetry=false", "-master.volumeSizeLimitMB=1024",
            "-master.electionTimeout=1s", "-master.raftHashicorp", "-master.raftBootstrap",
            f"-volume.port={number['S3_VOLUME_PORT']}", "-volume.max=0", "-volume.preStopSeconds=0",
            "-filer", f"-filer.port={number['S3_FILER_PORT']}", f"-filer.localSocket={chosen.sockets / 'filer.sock'}",
            "-filer.disableHttp",
            "-s3", f"-s3.port={number['S3_PORT']}", f"-s3.config={folder / 's3.json'}",
            f"-s3.localSocket={chosen.sockets / 's3.sock'}",
            "-s3.port.iceberg=0", "-s3.port.lance=0", "-s3.autoCreateBucket=false",
        ),
        # A limit on its memory below what it maps would keep its collector running, a tenth of a core for nothing.
        environment={**base, "GOGC": "50", "TMPDIR": str(chosen.sockets)},
        ports=("S3_PORT", "S3_MASTER_PORT", "S3_VOLUME_PORT", "S3_FILER_PORT"),
        prepare=write_configuration,
        death_signal=signal.SIGKILL,
        grace=3,
    )  # fmt: skip


def write_configuration(chosen: Settings) -> None:
    """One identity with random keys; sockets a killed predecessor left are cleared away, or refused."""
    folder = chosen.data / "s3"
    folder.mkdir(mode=0o700, exist_ok=True)
    chosen.sockets.mkdir(mode=0o700, exist_ok=True)
    clear_sockets(chosen)
    for left in _fixed_sockets(chosen):
        if left.exists():
            raise PortUnusable(
                f"{left} belongs to another account, and the object store needs that name. "
                "Remove it, or choose other ports (PORT_OFFSET=100)."
            )
    keys = {"accessKey": chosen.secrets["s3_access_key"], "secretKey": chosen.secrets["s3_secret_key"]}
    identity = {"name": "app", "credentials": [keys], "actions": ["Admin", "Read", "List", "Tagging", "Write"]}
    credentials.write(folder / "s3.json", json.dumps({"identities": [identity]}))


def clear_sockets(chosen: Settings) -> None:
    """Remove what it leaves in the file system when it is killed, as far as that is ours."""
    for left in (*chosen.sockets.glob("*.sock"), *_fixed_sockets(chosen)):
        with contextlib.suppress(OSError):
            left.unlink(missing_ok=True)


def _fixed_sockets(chosen: Settings) -> list[Path]:
    """Its parts talk through these as well; their folder cannot be chosen, whatever TMPDIR says."""
    kinds = {"s3": "S3_PORT", "master": "S3_MASTER_PORT", "volume": "S3_VOLUME_PORT", "filer": "S3_FILER_PORT"}
    return [
        Path(f"/tmp/seaweedfs-{kind}-grpc-{chosen.ports[variable] + GRPC_DISTANCE}.sock")
        for kind, variable in kinds.items()
    ]


def not_ready(chosen: Settings, pid: int) -> str | None:
    """Put an object and get it back: its health page answers seconds before that works. Only ours knows our keys."""
    import boto3
    from botocore.config import Config

    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{chosen.ports['S3_PORT']}",
        aws_access_key_id=chosen.secrets["s3_access_key"],
        aws_secret_access_key=chosen.secrets["s3_secret_key"],
        region_name="us-east-1",
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            connect_timeout=2,
            read_timeout=5,
            retries={"max_attempts": 0},
            proxies={},
        ),
    )
    body = os.urandom(16)
    if PROBE_BUCKET not in [bucket["Name"] for bucket in client.list_buckets()["Buckets"]]:
        client.create_bucket(Bucket=PROBE_BUCKET)
    client.put_object(Bucket=PROBE_BUCKET, Key="probe", Body=body)
    told = client.get_object(Bucket=PROBE_BUCKET, Key="probe")["Body"].read()
    return None if told == body else "gave back something else than was put in"

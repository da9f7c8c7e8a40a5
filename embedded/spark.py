"""Spark: a standalone master, two workers and the Connect server; or, with LIGHT=1, Connect alone on `local[2]`.

Two workers of two cores: Connect keeps two for as long as it lives, the other two serve `spark-submit`.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Mapping
from typing import Any

from embedded import credentials, settings
from embedded.service import Service
from embedded.settings import Settings

WORKERS = (1, 2)
WORKER_CORES = 2
WORKER_MEMORY = "2g"
DAEMON_MEMORY = "256m"
QUICK_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"  # half the processor time to start; these serve a few messages


def services(chosen: Settings, base: Mapping[str, str]) -> list[Service]:
    """Master, workers, Connect. The daemons' heap size must not reach Connect: it would beat its own setting."""
    java = {**base, **settings.java_environment(chosen)}
    daemon = {**java, "SPARK_DAEMON_MEMORY": DAEMON_MEMORY, "SPARK_DAEMON_JAVA_OPTS": QUICK_START}
    executor = settings.executor_environment(chosen)
    if chosen.light:
        return [_connect(chosen, {**java, **executor}, "local[2]", ())]
    return [
        _master(chosen, daemon),
        *(_worker(chosen, {**daemon, **executor}, number) for number in WORKERS),
        _connect(chosen, java, settings.spark_master(chosen), ("spark-master",)),
    ]


def _master(chosen: Settings, environment: Mapping[str, str]) -> Service:
    return Service(
        name="spark-master",
        command=(
            _program("spark-class"), "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1",
            "--port", str(chosen.ports["SPARK_MASTER_PORT"]), "--webui-port", str(chosen.ports["SPARK_MASTER_UI_PORT"]),
            "--properties-file", _authentication(chosen),
        ),
        # its second door for jobs has a fixed port and asks nobody's name
        environment={**environment, "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false"},
        folder=chosen.data,
        ports=("SPARK_MASTER_PORT", "SPARK_MASTER_UI_PORT"),
        prepare=_folders,
    )  # fmt: skip


def _worker(chosen: Settings, environment: Mapping[str, str], number: int) -> Service:
    variable = _ui_variable(number)
    return Service(
        name=f"spark-worker-{number}",
        command=(
            _program("spark-class"), "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1",
            "--webui-port", str(chosen.ports[variable]), "--cores", str(WORKER_CORES), "--memory", WORKER_MEMORY,
            "--work-dir", str(chosen.data / "spark" / f"worker-{number}"),
            "--properties-file", _authentication(chosen), settings.spark_master(chosen),
        ),
        # what an executor reads, it inherits from its worker
        environment={**environment, "SPARK_WORKER_OPTS": " ".join(f"-D{name}={value}" for name, value in TIDY.items())},
        folder=chosen.data,
        ports=(variable,),
        after=("spark-master",),
    )  # fmt: skip


TIDY = {
    "spark.worker.cleanup.enabled": "true",
    "spark.worker.cleanup.interval": "600",
    "spark.worker.cleanup.appDataTtl": "86400",
}


def _connect(chosen: Settings, environment: Mapping[str, str], master: str, after: tuple[str, ...]) -> Service:
    options = {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": chosen.ports["SPARK_CONNECT_PORT"],
        "spark.connect.execute.manager.detachedTimeout": "30s",
        # on a cluster it only plans; with LIGHT=1 it also executes, and then full optimisation pays
        "spark.driver.extraJavaOptions": "-XX:+UseSerialGC" if chosen.light else QUICK_START,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.port": chosen.ports["SPARK_APP_UI_PORT"],
        "spark.scheduler.allocation.file": f"file://{settings.ROOT / 'spark-worker' / 'config' / 'fairscheduler.xml'}",
        "spark.sql.warehouse.dir": f"file://{chosen.data / 'spark' / 'warehouse'}",
    }
    words = [word for name, value in options.items() for word in ("--conf", f"{name}={value}")]
    return Service(
        name="spark-connect",
        command=(
            _program("spark-submit"), "--class", "org.apache.spark.sql.connect.service.SparkConnectServer",
            "--name", "Smart Accounting (Connect)", "--master", master,
            "--load-spark-defaults", "--properties-file", _authentication(chosen), *words, "spark-internal",
        ),
        environment={**environment, "SPARK_CONNECT_AUTHENTICATE_TOKEN": chosen.secrets["spark_token"]},
        folder=chosen.data,
        ports=("SPARK_CONNECT_PORT", "SPARK_APP_UI_PORT"),
        after=after,
        bound_to=after,
        prepare=_folders,
    )  # fmt: skip


def master_not_ready(chosen: Settings, pid: int) -> str | None:
    """Its own page must name the address we gave it."""
    told = _master_page(chosen)["url"]
    return None if told == settings.spark_master(chosen) else f"is the master of {told}"


def worker_not_ready(chosen: Settings, number: int) -> str | None:
    """Our master must list a living worker with this worker's page."""
    page = f"http://127.0.0.1:{chosen.ports[_ui_variable(number)]}"
    living = [worker["webuiaddress"] for worker in _master_page(chosen)["workers"] if worker["state"] == "ALIVE"]
    return None if page in living else "has not registered with the master"


def connect_not_ready(chosen: Settings, pid: int) -> str | None:
    """Ask for its version with our token, and make sure that it refuses without."""
    import grpc
    import pyspark
    from pyspark.sql.connect.proto import base_pb2, base_pb2_grpc

    question = base_pb2.AnalyzePlanRequest(
        session_id="00000000-0000-4000-8000-000000000000",
        user_context=base_pb2.UserContext(user_id="supervisor"),
        spark_version=base_pb2.AnalyzePlanRequest.SparkVersion(),
    )
    with grpc.insecure_channel(
        f"127.0.0.1:{chosen.ports['SPARK_CONNECT_PORT']}", [("grpc.enable_http_proxy", 0)]
    ) as line:
        ask = base_pb2_grpc.SparkConnectServiceStub(line).AnalyzePlan
        token = (("authorization", f"Bearer {chosen.secrets['spark_token']}"),)
        told = ask(question, timeout=20, metadata=token).spark_version.version
        try:
            ask(question, timeout=20)
        except grpc.RpcError as refusal:
            if refusal.code() != grpc.StatusCode.UNAUTHENTICATED:
                raise
        else:
            return "answers without a token"
    return None if told == pyspark.__version__ else f"runs Spark {told}, we speak {pyspark.__version__}"


def _master_page(chosen: Settings) -> dict[str, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"http://127.0.0.1:{chosen.ports['SPARK_MASTER_UI_PORT']}/json/", timeout=3) as answer:
        return dict(json.load(answer))


def _authentication(chosen: Settings) -> str:
    """The file with the secret by which master, workers, executors and drivers know each other."""
    return str(chosen.secrets_folder / credentials.SPARK_AUTHENTICATION)


def _program(name: str) -> str:
    return str(settings.spark_home() / "bin" / name)


def _ui_variable(number: int) -> str:
    return f"SPARK_WORKER_{number}_UI_PORT"


def _folders(chosen: Settings) -> None:
    for name in ("local", "warehouse"):
        (chosen.data / "spark" / name).mkdir(parents=True, exist_ok=True)

"""Prometheus accepts its files, alerts fire when they should, and every figure asked for is one that somebody gives."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from deployment import ROOT, compose, program

MONITORING = ROOT / "monitoring"
DASHBOARD = json.loads((MONITORING / "grafana/dashboards/platform.json").read_text())
ELSEWHERE = re.compile(r"^(up|node_filesystem_(avail|size)_bytes|metrics_master_\w+|metrics_executor_\w+)$")
WORDS = {"sum", "by", "max", "min", "rate", "histogram_quantile", "topk", "vector", "or", "and", "on", "absent"}
WORDS |= {"predict_linear", "le", "queue", "name", "route", "status", "job", "fstype"}


def promtool(*arguments: str) -> str:
    done = subprocess.run([program("promtool", "prometheus"), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def expressions() -> list[str]:
    rules = yaml.safe_load((MONITORING / "alerts.yml").read_text())
    found = [rule["expr"] for group in rules["groups"] for rule in group["rules"]]
    return found + [target["expr"] for panel in DASHBOARD["panels"] for target in panel.get("targets", [])]


def metrics_in(expression: str) -> set[str]:
    bare = re.sub(r'"[^"]*"', "", expression)
    bare = re.sub(r"\[[^\]]*\]", "", bare)
    return {word for word in re.findall(r"[A-Za-z_]\w+", bare) if word not in WORDS}


def test_the_configuration_is_accepted() -> None:
    promtool("check", "config", str(MONITORING / "prometheus.yml"))
    promtool("check", "rules", str(MONITORING / "alerts.yml"))


def test_the_alerts_fire_when_they_should() -> None:
    promtool("test", "rules", str(MONITORING / "tests/alerts_test.yml"))


def test_every_alert_has_a_test_and_a_paragraph_for_the_person_it_wakes() -> None:
    operations = (ROOT / "docs/operations.md").read_text()
    tests = (MONITORING / "tests/alerts_test.yml").read_text()
    for group in yaml.safe_load((MONITORING / "alerts.yml").read_text())["groups"]:
        for rule in group["rules"]:
            assert f"alertname: {rule['alert']}" in tests, rule["alert"]
            assert f"### {rule['alert']}" in operations, rule["alert"]
            assert rule["labels"]["severity"] in {"critical", "warning"}
            assert {"summary", "description"} <= set(rule["annotations"])


def test_the_dashboard_asks_questions_prometheus_understands(tmp_path: Path) -> None:
    rules = [{"record": f"panel_{number}", "expr": expression} for number, expression in enumerate(expressions())]
    written = tmp_path / "rules.yml"
    written.write_text(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rules}]}))
    promtool("check", "rules", str(written))


@pytest.mark.parametrize("expression", expressions())
def test_every_figure_is_one_that_somebody_gives(expression: str) -> None:
    from app.core.metrics import REGISTRY

    given: set[str] = set()
    for family in REGISTRY.collect():
        suffixes = {"counter": ["_total"], "histogram": ["_bucket", "_sum", "_count"]}.get(family.type, [""])
        given |= {family.name + suffix for suffix in suffixes}
    for metric in metrics_in(expression):
        assert metric in given or ELSEWHERE.match(metric), f"{metric} is exported by nobody"


def test_what_is_scraped_is_what_runs() -> None:
    production = set(compose("production")["services"])
    development = set(compose("development")["services"])
    for job in yaml.safe_load((MONITORING / "prometheus.yml").read_text())["scrape_configs"]:
        hosts = [name for found in job.get("dns_sd_configs", []) for name in found["names"]]
        hosts += [target.split(":")[0] for found in job.get("static_configs", []) for target in found["targets"]]
        for host in hosts:
            assert host == "localhost" or (host in production and host in development), host


def test_the_dashboard_is_provisioned_where_grafana_looks() -> None:
    provisioning = MONITORING / "grafana/provisioning"
    provider = yaml.safe_load((provisioning / "dashboards/platform.yml").read_text())["providers"][0]
    source = yaml.safe_load((MONITORING / "grafana/provisioning/datasources/prometheus.yml").read_text())[
        "datasources"
    ][0]
    grafana = compose("production")["services"]["grafana"]
    targets = {config["target"] for config in grafana["configs"]}
    assert f"{provider['options']['path']}/platform.json" in targets
    assert {panel["datasource"]["uid"] for panel in DASHBOARD["panels"] if "datasource" in panel} == {source["uid"]}
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])

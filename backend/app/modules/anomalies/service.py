"""Which controls a company has on, and with which limits."""

from collections.abc import Mapping
from typing import Any

from accounting.anomalies import CONTROLS, DEFAULTS, VERSION
from app.core.events import changed, values_of
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.anomalies import queries
from app.modules.anomalies.schemas.judging import (
    AnomalyControlRead,
    AnomalySettingsRead,
    AnomalySettingsWrite,
    LimitRead,
)
from app.modules.identity import companies

SETTINGS = ("switched_off", "changed")
Changed = Mapping[Any, dict[str, list[float]]]


async def settings(work: Work) -> AnomalySettingsRead:
    """Every control, in the order of the table in `accounting.anomalies.controls`."""
    kept = await queries.settings_of(work)
    country = (await companies.read(work)).country
    limits = queries.limits_of(kept, country)
    return AnomalySettingsRead(
        controls=[
            AnomalyControlRead(
                control=control.code,
                family=control.family,
                is_on=limits.is_on(control.code),
                limits=[
                    LimitRead(name=name, values=list(limits.values(control.code, name)), ours=list(ours))
                    for name, ours in DEFAULTS[control.code].items()
                ],
                tells=list(control.tells),
            )
            for control in CONTROLS
        ],
        controls_version=VERSION,
        country=country,
        version=kept.version,
    )


async def revise(work: Work, asked: AnomalySettingsWrite, seen: int | None) -> AnomalySettingsRead:
    """All of the settings anew; findings follow with the next run. Raises LimitRefused, ChangedMeanwhile."""
    queries.as_limits(asked.off, asked.changed, (await companies.read(work)).country)
    await queries.hold(work)
    kept = await queries.settings_of(work, lock=True)
    if kept.version == 0:
        work.session.add(kept)
    unless_stale(kept, seen)
    before = values_of(kept, *SETTINGS)
    kept.switched_off, kept.changed = sorted(set(asked.off)), _different(asked.changed)
    kept.changed_at = work.now
    await work.session.flush()
    await work.record("anomaly_settings.revised", **changed(before, values_of(kept, *SETTINGS)))
    return await settings(work)


def _different(asked: Changed) -> dict[str, dict[str, list[float]]]:
    """Limits that are not ours anyway."""
    found = {
        control: {name: values for name, values in of.items() if tuple(values) != DEFAULTS[control][name]}
        for control, of in asked.items()
    }
    return {control: of for control, of in found.items() if of}

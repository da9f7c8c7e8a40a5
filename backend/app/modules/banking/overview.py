"""Rules, runs, settings and what they would do, as they are shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, and_, case, func, select

from accounting.errors import DomainError
from app.core.events import changed, values_of
from app.core.listing import Filter, Listing, Sort
from app.core.versions import unless_stale
from app.core.work import Work
from app.modules.banking import exacts, items, plans, queries, ruling
from app.modules.banking.models import BankLine, BankRule, BankRun, BankRunResult, BankSettings
from app.modules.banking.schemas.reconciling import ReasonRead
from app.modules.banking.schemas.rules import (
    Conditions,
    EffectRead,
    EffectsRead,
    EffectsTotal,
    ExactRead,
    ExactsRead,
    HeldRead,
    RefusedRead,
    ResultProblem,
    RuleRead,
    RunDetail,
    RunKind,
    RunRead,
    RunResultRead,
    SettingsRead,
    SettingsRevise,
    ShareAsked,
)
from app.modules.identity.queries import names_of

MOST_SHOWN = 200
MOST_RESULTS = 500
SETTINGS = ("applies_alone", "auto_from", "largest_fee")
RUNS = Listing(
    name="bank-runs",
    sorts={"created_at": Sort(BankRun.created_at, datetime.fromisoformat)},
    default="-created_at",
    key=BankRun.id,
    dated=BankRun.created_at,
    filters={
        "kind": Filter(BankRun.kind, RunKind),
        "status": Filter(BankRun.status, Literal["running", "done", "cancelled", "failed", "reverting", "reverted"]),
    },
)


def every_run() -> Select[Any]:
    """But those that nobody asked for and that had nothing to do: there is one for every night and every import."""
    unasked = func.coalesce(BankRun.asked["alone"].as_boolean(), False)
    came_to_nothing = and_(BankRun.status == "done", BankRun.done_count == 0, BankRun.failed_count == 0)
    return select(BankRun).where(~and_(unasked, came_to_nothing))


def rule(found: BankRule) -> RuleRead:
    return RuleRead(
        **values_of(
            found, "id", "name", "position", "bank_account_id", "is_active", "books_alone", "created_at", "version"
        ),
        conditions=Conditions(**found.conditions),
        shares=[ShareAsked(**each) for each in found.shares],
    )


async def effects(work: Work, rules: Sequence[ruling.Asked], plan: plans.Made) -> EffectsRead:
    """What these rules would do with open lines, and what they leave: all counted, the first of them shown."""
    booked, refused = plan.booked, plan.refused
    taken, left_out, held = booked[:MOST_SHOWN], refused[:MOST_SHOWN], plan.held[:MOST_SHOWN]
    named = [each.line_id for each in taken + left_out] + [each.line_id for each in held]
    asked = BankLine.id.in_(named)
    lines = {each.id: each for each in await work.session.scalars(select(BankLine).where(asked))}
    first = ruling.effects(rules, [lines[each.line_id] for each in taken])
    shown = await queries.lines_shown(work, [each.line for each in first])
    known = await items.named(work, [each.item for each in held])
    left = await queries.lines_shown(work, [lines[each.line_id] for each in held])
    not_booked = await queries.lines_shown(work, [lines[each.line_id] for each in left_out])
    return EffectsRead(
        count=len(booked),
        totals=[EffectsTotal(currency=currency, amount=amount) for currency, amount in plans.totals_of(booked)],
        effects=[
            EffectRead(
                line=line,
                rule_id=each.by.row.id if each.by.row else None,
                rule_name=each.by.name,
                parts=each.parts,
            )
            for line, each in zip(shown, first, strict=True)
        ],
        refused_count=len(refused),
        refused=[
            RefusedRead(line=line, rule_name=each.by.name, problem=_problem(each.why_not))
            for line, each in zip(not_booked, left_out, strict=True)
            if each.why_not is not None
        ],
        held_count=len(plan.held),
        held=[
            HeldRead(line=line, rule_name=each.by.name, item=known[each.item].read())
            for line, each in zip(left, held, strict=True)
        ],
    )


def _problem(refused: DomainError) -> ResultProblem:
    return ResultProblem(code=refused.code(), message=refused.detail)


async def exact(work: Work, found: exacts.Found) -> ExactsRead:
    """What "accept all exact" would do now."""
    known = await items.named(work, [item for each in found.first for item in each.items])
    rows = await work.session.scalars(
        select(BankLine).where(BankLine.id.in_([line for each in found.first for line in each.lines]))
    )
    by_id = {each.id: each for each in rows}
    return ExactsRead(
        count=len(found.lines),
        locked_count=found.locked,
        answers=[
            ExactRead(
                lines=await queries.lines_shown(work, [by_id[line] for line in each.lines]),
                items=[known[item].read() for item in each.items],
                score=each.score,
                reasons=[ReasonRead(code=one.code, points=one.points, values=list(one.values)) for one in each.reasons],
            )
            for each in found.first
        ],
    )


async def runs(work: Work, found: Sequence[BankRun]) -> list[RunRead]:
    names = await names_of(work, {each.created_by for each in found if each.created_by})
    fields = [name for name in RunRead.model_fields if name not in ("type", "created_by")]
    return [
        RunRead(**values_of(each, *fields), created_by=names.get(each.created_by) if each.created_by else None)
        for each in found
    ]


async def run(work: Work, found: BankRun) -> RunRead:
    return (await runs(work, [found]))[0]


async def run_detail(work: Work, found: BankRun) -> RunDetail:
    """Those that failed first."""
    failed_first = case((BankRunResult.status == "failed", 0), else_=1)
    rows = await work.session.execute(
        select(BankRunResult, BankLine)
        .join(BankLine, BankLine.id == BankRunResult.bank_line_id)
        .where(BankRunResult.run_id == found.id, BankRunResult.status != "planned")
        .order_by(failed_first, BankLine.booked_on, BankLine.id)
        .limit(MOST_RESULTS)
    )
    pairs = rows.tuples().all()
    lines = await queries.lines_shown(work, [line for _, line in pairs])
    return RunDetail(
        **(await run(work, found)).model_dump(),
        results=[
            RunResultRead(
                line=line,
                status=each.status,
                problem=ResultProblem(**each.problem) if each.problem else None,
            )
            for line, (each, _) in zip(lines, pairs, strict=True)
        ],
    )


async def settings(work: Work) -> SettingsRead:
    return SettingsRead(**values_of(await items.settings_of(work), *SETTINGS, "version"))


async def revise_settings(work: Work, change: SettingsRevise, seen: int | None) -> SettingsRead:
    """Raises ChangedMeanwhile."""
    found = await work.session.scalar(select(BankSettings).with_for_update())
    if found is None:
        found = BankSettings(version=0, **values_of(await items.settings_of(work), *SETTINGS))
        work.session.add(found)
    unless_stale(found, seen)
    before = values_of(found, *SETTINGS)
    for name, value in change.model_dump(exclude_none=True).items():
        setattr(found, name, value)
    found.changed_at = work.now
    await work.session.flush()
    await work.record("bank_settings.revised", **changed(before, values_of(found, *SETTINGS)))
    return await settings(work)

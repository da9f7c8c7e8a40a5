"""Rules: kept, ordered, tried, run; and runs of many lines, looked at and taken back."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from accounting.bank_entries import VatNotOnThisAccount
from accounting.matching.rules import AmountsCrossed, PatternRefused, RuleWithoutCondition, SharesNotWhole
from accounting.vat import RateUnknown
from app.core.answers import Answer, Page, answer
from app.core.errors import problem_responses
from app.core.listing import LISTED, Asked, listed
from app.core.routes import Router
from app.core.versions import SeenVersion, tag
from app.core.work import Work
from app.modules.banking import exacts, matching, overview, plans, ruling, running
from app.modules.banking.errors import (
    BankAccountAsPart,
    BankAccountNotFound,
    BankRuleNotFound,
    BankRunNotFound,
    BankRunNotRevertible,
    RuleNameTaken,
    RulesNotAll,
    TooManyRules,
)
from app.modules.banking.models import BankRule
from app.modules.banking.schemas.rules import (
    EffectsRead,
    ExactsRead,
    MatchingRead,
    RevertRun,
    RuleMake,
    RuleRead,
    RuleRevise,
    RulesOrder,
    RunDetail,
    RunRead,
    RunRules,
    SettingsRead,
    SettingsRevise,
)
from app.modules.identity.access import may
from app.modules.identity.permissions import Permission
from app.modules.ledger.errors import AccountArchived, AccountUnknown, ContactUnknown

router = Router(prefix="/banking", tags=["banking"])
Reads = Annotated[Work, may(Permission.BANKING_READ)]
Reconciles = Annotated[Work, may(Permission.BANKING_RECONCILE)]
MAKING = (
    RuleWithoutCondition,
    SharesNotWhole,
    PatternRefused,
    AmountsCrossed,
    AccountUnknown,
    AccountArchived,
    BankAccountAsPart,
    ContactUnknown,
    BankAccountNotFound,
    VatNotOnThisAccount,
    RateUnknown,
)


def shown(request: Request, response: Response, rule: BankRule) -> dict[str, Any]:
    tag(response, rule.version)
    return answer(request, overview.rule(rule))


@router.get("/rules", response_model=Answer[list[RuleRead]])
async def list_bank_rules(request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """Every rule, in the order in which they are asked. `ETag` is of that order, for `If-Match` when you change it."""
    found = await ruling.every(work)
    tag(response, ruling.order_of(found))
    return answer(request, [overview.rule(each) for each in found])


@router.post(
    "/rules",
    status_code=201,
    response_model=Answer[RuleRead],
    responses=problem_responses(*MAKING, RuleNameTaken, TooManyRules),
)
async def make_bank_rule(request: Request, response: Response, asked: RuleMake, work: Reconciles) -> dict[str, Any]:
    """A rule, asked after all others."""
    return shown(request, response, await ruling.make(work, asked))


@router.post("/rules/try", response_model=Answer[EffectsRead], responses=problem_responses(*MAKING))
async def try_bank_rule(request: Request, asked: RuleMake, work: Reconciles) -> dict[str, Any]:
    """What a rule would do with the lines that are open, before it is kept; nothing is written."""
    rules = [await ruling.tried(work, asked)]
    return answer(request, await overview.effects(work, rules, await plans.made(work, rules)))


@router.put("/rules/order", response_model=Answer[list[RuleRead]], responses=problem_responses(RulesNotAll))
async def order_bank_rules(
    request: Request, response: Response, asked: RulesOrder, seen: SeenVersion, work: Reconciles
) -> dict[str, Any]:
    """Say in which order rules are asked; `If-Match` is the list's."""
    found = await ruling.order(work, asked, seen)
    tag(response, ruling.order_of(found))
    return answer(request, [overview.rule(each) for each in found])


@router.get("/rules/preview", response_model=Answer[EffectsRead], responses=problem_responses(BankRuleNotFound))
async def preview_bank_rules(
    request: Request,
    response: Response,
    work: Reads,
    rule: Annotated[list[UUID] | None, Query(description="only these; else all that are active")] = None,
) -> dict[str, Any]:
    """What the rules would do with the lines that are open. `ETag` is of it all, for `If-Match` when you run them."""
    rules = await ruling.active(work, rule or [])
    plan = await plans.made(work, rules)
    tag(response, plans.state(plan.taken))
    return answer(request, await overview.effects(work, rules, plan))


@router.post(
    "/rules/run", status_code=202, response_model=Answer[RunRead], responses=problem_responses(BankRuleNotFound)
)
async def run_bank_rules(
    request: Request, response: Response, asked: RunRules, seen: SeenVersion, work: Reconciles
) -> dict[str, Any]:
    """Book the lines that are open by rules; `Location` is the job to follow.

    The lines are those that the rules take now, and with the preview's `ETag` in `If-Match` exactly what it showed.
    """
    made = await running.start_rules(work, await ruling.active(work, asked.rule_ids), seen)
    response.headers["location"] = f"/api/v1/jobs/{made.job_id}"
    return answer(request, await overview.run(work, made))


@router.get("/rules/{rule_id}", response_model=Answer[RuleRead], responses=problem_responses(BankRuleNotFound))
async def get_bank_rule(rule_id: UUID, request: Request, response: Response, work: Reads) -> dict[str, Any]:
    return shown(request, response, await ruling.rule(work, rule_id))


@router.patch(
    "/rules/{rule_id}",
    response_model=Answer[RuleRead],
    responses=problem_responses(BankRuleNotFound, *MAKING, RuleNameTaken),
)
async def revise_bank_rule(
    rule_id: UUID, request: Request, response: Response, change: RuleRevise, seen: SeenVersion, work: Reconciles
) -> dict[str, Any]:
    """Change a rule; what it booked stays."""
    return shown(request, response, await ruling.revise(work, rule_id, change, seen))


@router.delete("/rules/{rule_id}", status_code=204, responses=problem_responses(BankRuleNotFound))
async def remove_bank_rule(rule_id: UUID, seen: SeenVersion, work: Reconciles) -> None:
    """Ask a rule no more; what it booked stays."""
    await ruling.remove(work, rule_id, seen)


@router.get("/matching", response_model=Answer[MatchingRead])
async def get_bank_matching(request: Request, work: Reads) -> dict[str, Any]:
    """When all that is open was matched last, and what came of it."""
    return answer(request, await matching.read(work))


@router.post("/matching", status_code=202, response_model=Answer[MatchingRead])
async def match_bank_lines(request: Request, response: Response, work: Reconciles) -> dict[str, Any]:
    """Match all that is open anew, on Spark; `Location` is the job to follow. It also happens every night."""
    response.headers["location"] = f"/api/v1/jobs/{await matching.ask(work)}"
    return answer(request, await matching.read(work))


@router.get("/exact", response_model=Answer[ExactsRead])
async def preview_exact_matches(request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """What "accept all exact" would do now: answers above the company's threshold, without a rival.

    `ETag` is of all of them, also beyond those that are shown, for `If-Match` when you accept them.
    """
    found = await exacts.found(work)
    tag(response, found.state)
    return answer(request, await overview.exact(work, found))


@router.post("/exact/accept", status_code=202, response_model=Answer[RunRead])
async def accept_exact_matches(
    request: Request, response: Response, seen: SeenVersion, work: Reconciles
) -> dict[str, Any]:
    """Accept all that is exact, each line for itself; `Location` is the job to follow.

    That is what is exact now, and with the `ETag` of `GET /banking/exact` in `If-Match` what it showed or nothing.
    What is another answer by the time its turn comes stays open, and the run tells it (`proposal_outdated`).
    """
    made = await running.start_exact(work, seen)
    response.headers["location"] = f"/api/v1/jobs/{made.job_id}"
    return answer(request, await overview.run(work, made))


@router.get("/runs", response_model=Page[RunRead], responses=LISTED)
async def list_bank_runs(request: Request, work: Reads, asked: Annotated[Asked, overview.RUNS.asked()]) -> Any:
    """Runs of many lines, latest first."""
    return await listed(request, work, overview.RUNS, asked, overview.every_run(), RunRead, shape=overview.runs)


@router.get("/runs/{run_id}", response_model=Answer[RunDetail], responses=problem_responses(BankRunNotFound))
async def get_bank_run(run_id: UUID, request: Request, work: Reads) -> dict[str, Any]:
    """One run, with what became of its lines."""
    return answer(request, await overview.run_detail(work, await running.run(work, run_id)))


@router.post(
    "/runs/{run_id}/revert",
    status_code=202,
    response_model=Answer[RunRead],
    responses=problem_responses(BankRunNotFound, BankRunNotRevertible),
)
async def revert_bank_run(
    run_id: UUID, request: Request, response: Response, asked: RevertRun, work: Reconciles
) -> dict[str, Any]:
    """Undo everything that a run did and that stands; `Location` is the job to follow."""
    found = await running.revert(work, run_id, asked.reason)
    response.headers["location"] = f"/api/v1/jobs/{found.job_id}"
    return answer(request, await overview.run(work, found))


@router.get("/settings", response_model=Answer[SettingsRead])
async def get_bank_settings(request: Request, response: Response, work: Reads) -> dict[str, Any]:
    """When a proposal is applied without asking."""
    found = await overview.settings(work)
    tag(response, found.version)
    return answer(request, found)


@router.patch("/settings", response_model=Answer[SettingsRead])
async def revise_bank_settings(
    request: Request, response: Response, change: SettingsRevise, seen: SeenVersion, work: Reconciles
) -> dict[str, Any]:
    """Say whether proposals are applied without asking, and from which score on."""
    found = await overview.revise_settings(work, change, seen)
    tag(response, found.version)
    return answer(request, found)

"""Analytic tags: shares of postings, beside the books."""

from tests.conftest import Company
from tests.modules.ledger.asking import LEDGER, REPORTS, change, draft, get, lock, post, posting, refusal

TAGS = f"{LEDGER}/tags"


async def tag(company: Company, name: str, dimension: str = "project") -> dict:
    return await change(company, "POST", TAGS, {"name": name, "dimension": dimension}, 201)


def share(made: dict, percent: str = "100") -> dict:
    return {"tag_id": made["id"], "percent": percent}


async def test_a_cost_is_shared_by_two_projects_and_the_rest_has_none(company: Company):
    shop, app = await tag(company, "Shop"), await tag(company, "App")
    shares = [share(shop, "60"), share(app, "30")]
    await post(company, draft(posting("610", debit="100.00", tags=shares), posting("550", credit="100.00")))
    await post(company, draft(posting("550", debit="500.00"), posting("700", credit="500.00", tags=[share(shop)])))
    told = await get(company, f"{REPORTS}/tags", to="2026-12-31")
    shown = [(row["name"], row["income"], row["costs"], row["result"]) for row in told["rows"]]
    assert shown == [
        ("App", "0.00", "30.00", "-30.00"),
        ("Shop", "500.00", "60.00", "440.00"),
        ("Without a tag", "0.00", "10.00", "-10.00"),
    ]
    assert told["result"] == "400.00"


async def test_a_kind_written_with_a_capital_is_the_same_kind_with_one_rest(company: Company):
    """60 and 30 of 100: 10 has no tag of that kind, not 40 of "Project" and 70 of "project"."""
    shop, app = await tag(company, "Shop", "Project"), await tag(company, "App", "project")
    shares = [share(shop, "60"), share(app, "30")]
    await post(company, draft(posting("610", debit="100.00", tags=shares), posting("550", credit="100.00")))
    told = await get(company, f"{REPORTS}/tags", to="2026-12-31")
    assert [(row["name"], row["costs"]) for row in told["rows"] if row["tag_id"] is None] == [
        ("Without a tag", "10.00")
    ]


async def test_tags_of_one_kind_share_at_most_all_of_it_and_other_kinds_again(company: Company):
    shop, app, north = await tag(company, "Shop"), await tag(company, "App"), await tag(company, "North", "region")

    def body(*shares):
        return draft(posting("610", debit="1.00", tags=list(shares)), posting("550", credit="1.00"))

    problem = await post(company, body(share(shop, "60"), share(app, "40.01")), 422)
    assert refusal(problem) == [("tags_share_too_much", "postings.0.tags.1.percent")]
    await post(company, body(share(shop, "60"), share(app, "40"), share(north)))


async def test_a_tag_stands_once_on_a_posting(company: Company):
    shop = await tag(company, "Shop")
    twice = [share(shop, "50"), share(shop, "50")]
    body = draft(posting("610", debit="1.00", tags=twice), posting("550", credit="1.00"))
    assert refusal(await post(company, body, 422)) == [("tag_repeated", "postings.0.tags.1.tag_id")]


async def test_a_posting_is_tagged_afterwards_though_its_period_is_locked(company: Company):
    shop, app = await tag(company, "Shop"), await tag(company, "App")
    entry = (await post(company, draft(posting("610", debit="1.00"), posting("550", credit="1.00"))))["entry"]
    await lock(company, "2026-11-30")
    path = f"{LEDGER}/postings/{entry['postings'][0]['id']}/tags"
    assert [each["name"] for each in await change(company, "PUT", path, {"tags": [share(shop)]})] == ["Shop"]
    assert [each["name"] for each in await change(company, "PUT", path, {"tags": [share(app, "50")]})] == ["App"]
    problem = await change(company, "PUT", path, {"tags": [share(app, "50"), share(shop, "60")]}, 422)
    assert refusal(problem) == [("tags_share_too_much", "tags.1.percent")]
    shown = await get(company, f"{LEDGER}/entries/{entry['id']}")
    assert [(each["name"], each["percent"]) for each in shown["postings"][0]["tags"]] == [("App", "50.00")]
    assert [each["id"] for each in await get(company, f"{LEDGER}/entries", tag=app["id"])] == [entry["id"]]


async def test_a_reversal_takes_its_shares_back(company: Company):
    shop = await tag(company, "Shop")
    body = draft(posting("610", debit="1.00", tags=[share(shop, "60")]), posting("550", credit="1.00"))
    entry = (await post(company, body))["entry"]
    await change(company, "POST", f"{LEDGER}/entries/{entry['id']}/reverse", {"reason": "not ours"}, 201)
    [mine, rest] = (await get(company, f"{REPORTS}/tags", to="2026-12-31"))["rows"]
    assert (mine["costs"], rest["costs"]) == ("0.00", "0.00")


async def test_a_tag_that_was_put_away_stays_where_it_is_and_goes_nowhere_else(company: Company):
    shop = await tag(company, "Shop")
    body = draft(posting("610", debit="1.00", tags=[share(shop)]), posting("550", credit="1.00"))
    entry = (await post(company, body))["entry"]
    await change(company, "PATCH", f"{TAGS}/{shop['id']}", {"archived": True})
    assert refusal(await post(company, body, 422)) == [("tag_unknown", "postings.0.tags.0.tag_id")]
    path = f"{LEDGER}/postings/{entry['postings'][0]['id']}/tags"
    assert (await change(company, "PUT", path, {"tags": [share(shop, "10")]}))[0]["percent"] == "10.00"
    assert [each["name"] for each in await get(company, TAGS, status="archived")] == ["Shop"]
    assert await get(company, TAGS, status="active") == []


async def test_a_name_is_taken_once_in_a_kind(company: Company):
    await tag(company, "Shop")
    await tag(company, "Shop", "region")
    assert refusal(await change(company, "POST", TAGS, {"name": "shop", "dimension": "Project"}, 409)) == [
        ("tag_name_taken", None)
    ]


async def test_a_tag_that_postings_have_stays_of_its_kind(company: Company):
    """60 % of a project and 60 % of a region are 120 % of one kind, were the region to become a project."""
    shop, north = await tag(company, "Shop"), await tag(company, "North", "region")
    shares = [share(shop, "60"), share(north, "60")]
    await post(company, draft(posting("610", debit="100.00", tags=shares), posting("550", credit="100.00")))
    url = f"{TAGS}/{north['id']}"
    assert refusal(await change(company, "PATCH", url, {"dimension": "project"}, 409)) == [("tag_kind_in_use", None)]
    assert (await change(company, "PATCH", url, {"name": "Noord", "dimension": "Region"}))["dimension"] == "Region"
    unused = await tag(company, "South", "region")
    assert (await change(company, "PATCH", f"{TAGS}/{unused['id']}", {"dimension": "project"}))[
        "dimension"
    ] == "project"

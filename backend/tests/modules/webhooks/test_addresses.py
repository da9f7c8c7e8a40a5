"""Nothing is ever sent to a private address, however it is dressed up."""

import httpx
import pytest

from app.core.config import settings
from app.modules.identity.models import User
from app.modules.webhooks import addresses
from app.modules.webhooks.errors import WebhookAddressPrivate, WebhookUrlInvalid
from tests.conftest import Company
from tests.factories.booking import refusal
from tests.factories.outgoing import sent, stands_for
from tests.factories.receiver import answer, receiver

PRIVATE = [
    "127.0.0.1",
    "127.8.9.10",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.1.1",
    "240.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "192.88.99.0",
    "192.88.99.1",
    "192.88.99.255",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fec0::]",
    "[fec0::1]",
    "[feff:ffff::1]",
    "[ff0e::1]",
    "[2001:db8::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b::a00:1]",
    "[2002:7f00:1::]",
    "[2002:a00:1::1]",
    "[2002:c058:6301::]",
    "[64:ff9b::192.88.99.1]",
    "[::ffff:192.88.99.1]",
    "168.63.129.16",
    "[::ffff:168.63.129.16]",
    "[3fff::1]",
    "[3fff:fff:ffff::1]",
]
DISGUISED = [
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "017700000001",
    "127.1",
    "10.1",
    "0",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "hooks.localhost",
    "127.0.0.1.",
]
PUBLIC = [
    "93.184.216.34",
    "192.88.98.255",
    "192.88.100.0",
    "168.63.129.17",
    "[3fff:1000::1]",
    "[2606:2800:220:1:248:1893:25c8:1946]",
    "[64:ff9b::5db8:d822]",
    "example.com",
    "bücher.example",
]


@pytest.fixture(autouse=True)
def no_exception(monkeypatch):
    """As an operator leaves it."""
    monkeypatch.setattr(settings(), "webhook_allowed_networks", [])


@pytest.mark.parametrize("host", PRIVATE + DISGUISED)
def test_a_private_address_cannot_be_written_down(host):
    with pytest.raises(WebhookAddressPrivate):
        addresses.examined(f"http://{host}/hook")
    with pytest.raises(WebhookAddressPrivate):
        addresses.examined(f"https://{host}:8443/hook")


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_one_can(host):
    assert addresses.examined(f"https://{host}/hook").scheme == "https"


@pytest.mark.parametrize("host", PRIVATE + DISGUISED)
async def test_a_private_address_that_was_written_down_is_not_sent_to(host):
    """The rules were laxer once, or the row was changed by hand."""
    assert (await sent(f"http://{host}/")).error == "address_not_allowed"


@pytest.mark.parametrize("address", [each.strip("[]") for each in PRIVATE])
async def test_a_name_that_stands_for_a_private_address_is_not_sent_to(address, monkeypatch):
    asked = stands_for(monkeypatch, hooks_example_com=[[address]])
    assert (await sent("http://hooks.example.com/")).error == "address_not_allowed"
    assert asked == ["hooks.example.com"]


async def test_one_private_address_among_public_ones_spoils_the_name(monkeypatch):
    stands_for(monkeypatch, hooks_example_com=[["93.184.216.34", "10.0.0.1"]])
    assert (await sent("http://hooks.example.com/")).error == "address_not_allowed"


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "localhost"])
async def test_the_name_service_of_this_machine_is_not_fooled_either(host):
    """Past the first check, what the operating system makes of a host decides."""
    with pytest.raises(addresses.AddressNotAllowed):
        await addresses.destinations(httpx.URL(f"http://{host}/"))


async def test_the_address_that_was_checked_is_the_one_that_is_connected(monkeypatch):
    """The name stands for another address a moment later; it is not asked again."""
    async with (
        receiver("127.0.0.2", allowed="127.0.0.2/32") as good,
        receiver(port=good.port, allowed="127.0.0.2/32") as bad,
    ):
        asked = stands_for(monkeypatch, hooks_example_com=[["127.0.0.2"], ["127.0.0.1"]])
        verdict = await sent(f"http://hooks.example.com:{good.port}/x")
        assert verdict.error is None
        assert len(good.came) == 1
        assert good.came[0].headers["host"] == f"hooks.example.com:{good.port}"
        assert asked == ["hooks.example.com"]
        assert (await sent(f"http://hooks.example.com:{good.port}/x")).error == "address_not_allowed"
        assert bad.came == []


async def test_the_next_address_is_tried_when_one_does_not_answer(monkeypatch):
    async with receiver("127.0.0.3") as there:
        stands_for(monkeypatch, hooks_example_com=[["127.0.0.2", "127.0.0.3"]])
        assert (await sent(f"http://hooks.example.com:{there.port}/")).error is None
        assert len(there.came) == 1


async def test_a_redirect_is_not_followed(monkeypatch):
    async with receiver(allowed="127.0.0.2/32") as secret, receiver("127.0.0.2", allowed="127.0.0.2/32") as there:
        for location in (secret.url, f"http://localhost:{secret.port}/", "http://169.254.169.254/latest/meta-data/"):
            there.says = [answer(302, location=location)]
            verdict = await sent(there.url)
            assert (verdict.error, verdict.status) == ("redirected", 302)
        there.says = [answer(307, location=there.url)]
        assert (await sent(there.url)).error == "redirected"
        assert len(there.came) == 4
        assert secret.came == []


async def test_no_proxy_of_the_environment_is_used(monkeypatch):
    async with receiver() as proxy, receiver("127.0.0.2") as there:
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert (await sent(there.url)).error is None
        assert (len(there.came), len(proxy.came)) == (1, 0)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "javascript:alert(1)",
        "//example.com/",
        "example.com",
        "http:/example.com",
        "http://",
        "http:///path",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://@example.com/",
        "https://:@example.com/",
        "http://example.com\\@127.0.0.1/",
        "http://example.com#@127.0.0.1/",
        "https://example.com/#fragment",
        "https://example.com/#",
        "http://example.com:22/",
        "http://example.com:25/",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:http/",
        "http://exam ple.com/",
        "http://example.com/\r\nx: y",
        "http://example.com/\0",
        "http://example.com/\u202e",
        "http://①②⑦.0.0.1/",
        "http://[::1",
        "http://0177.0.0.1/",
        "http://[fe80::1%25eth0]/",
        "\ud800",
        "",
        " https://example.com/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(WebhookUrlInvalid):
        addresses.examined(url)


@pytest.mark.parametrize(
    "url", ["https://example.com", "http://example.com:80/", "https://example.com:1024/?a=b&c=%20"]
)
def test_what_is_one_is_taken(url):
    assert addresses.examined(url).host == "example.com"


def test_production_sends_over_tls_only(monkeypatch):
    monkeypatch.setattr(settings(), "environment", "production")
    with pytest.raises(WebhookUrlInvalid):
        addresses.examined("http://example.com/")
    addresses.examined("https://example.com/")


def test_an_exception_of_the_operator_is_as_wide_as_he_says(monkeypatch):
    monkeypatch.setattr(settings(), "webhook_allowed_networks", ["10.1.0.0/16", "fd00::/8"])
    for host in ("10.1.2.3", "[::ffff:10.1.2.3]", "[fd00::1]"):
        addresses.examined(f"http://{host}/")
    for host in ("10.2.0.1", "127.0.0.1", "[::1]", "[2002:a02:1::1]"):
        with pytest.raises(WebhookAddressPrivate):
            addresses.examined(f"http://{host}/")


async def test_the_answer_names_the_field_and_the_reason(company: Company):
    async with company.begin() as work:
        (await work.session.get_one(User, company.user_id)).email_verified_at = work.now
    for url, code in [("http://169.254.169.254/", "webhook_address_private"), ("ftp://x/", "webhook_url_invalid")]:
        refused = await company.client.post("/api/v1/webhooks", json={"url": url, "events": ["*"]})
        assert refusal(refused) == (422, code)
        assert refused.json()["errors"][0]["field"] == "url"


async def test_a_name_that_nobody_knows_is_told():
    assert (await sent("http://hooks.invalid/")).error == "name_not_found"

"""Who is let in: signed tokens over HTTP, against a key set of our own."""

import datetime as dt
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import Core
from bot.settings import Settings
from bot.teams.configuration import TeamsConfiguration
from bot.teams.guard import LONGEST_BODY, Refused, check, is_allowed
from tests.bot.teams.connector import BOT, TENANT, Connector, connector, new_key
from tests.bot.teams.world import World, configuration, world

OTHER = "00000000-0000-4000-8000-0000000000ff"
ELSEWHERE = {"id": "a:x", "conversationType": "personal", "tenantId": OTHER}
MICROSOFT = "https://smba.trafficmanager.net/emea/"


@pytest.fixture(scope="module")
def counterpart() -> Iterator[Connector]:
    with connector() as made:
        yield made


@pytest.fixture
def bot(core: Core, settings: Settings, counterpart: Connector) -> Iterator[World]:
    counterpart.sent.clear()
    with world(core, settings, counterpart) as made:
        yield made


# fmt: off
ACCEPTED: dict[str, dict[str, Any]] = {
    "as Microsoft sends it": {},
    "audience as api://": {"aud": f"api://{BOT}"},
    "audience as api://botid-": {"aud": f"api://botid-{BOT}"},
    "run out within the leeway of clocks": {"exp": dt.timedelta(seconds=-120)},
}
REFUSED_CLAIMS: dict[str, dict[str, Any]] = {
    "run out": {"exp": dt.timedelta(seconds=-600)},
    "without an end": {"exp": None},
    "an end that is no number": {"exp": "i morgen"},
    "an end that is a truth": {"exp": True},
    "not yet": {"nbf": dt.timedelta(hours=1)},
    "for another bot": {"aud": OTHER},
    "without an audience": {"aud": None},
    "from another issuer": {"iss": "https://eksempel.dk"},
    "from Entra": {"iss": f"https://sts.windows.net/{TENANT}/", "tid": TENANT},
    "without an issuer": {"iss": None},
    "without an address": {"serviceurl": None},
    "with another address": {"serviceurl": "https://smba.trafficmanager.net/amer/"},
    "an address that is no text": {"serviceurl": 7},
}
REFUSED_BODIES: dict[str, tuple[int, dict[str, Any]]] = {
    "without an address to answer on": (403, {"serviceUrl": None}),
    "an address that is no text": (403, {"serviceUrl": 7}),
    "an address outside Microsoft": (403, {"serviceUrl": "https://eksempel.dk/"}),
    "an address that looks like Microsoft's": (403, {"serviceUrl": "https://smba.trafficmanager.net.eksempel.dk/"}),
    "an address without https": (403, {"serviceUrl": "http://smba.trafficmanager.net/emea/"}),
    "another tenant": (403, {"conversation": ELSEWHERE, "channelData": {"tenant": {"id": OTHER}}}),
    "two tenants": (403, {"channelData": {"tenant": {"id": OTHER}}}),
    "without a tenant": (403, {"conversation": {"id": "a"}, "channelData": {}}),
    "another channel": (403, {"channelId": "webchat"}),
    "without a type": (400, {"type": None}),
    "a conversation that is a text": (403, {"conversation": "a", "channelData": None}),
}
REFUSED_RAW: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "a text": b'"x"',
    "a number": b"1",
    "null": b"null",
    "no UTF-8": b"\xff\xfe{",
    "deeper than can be read": b"[" * 30_000,
}
# fmt: on


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_token_of_microsofts_is_accepted(bot: World, case: str) -> None:
    reply = bot.post(bot.personal("kilder"), bot.connector.token(**ACCEPTED[case]))
    assert reply.status_code == 200
    bot.quiet()
    assert len(bot.connector.sent) == 1


@pytest.mark.parametrize("case", REFUSED_CLAIMS)
def test_another_token_is_refused(bot: World, case: str) -> None:
    refused(bot, bot.personal("kilder"), bot.connector.token(**REFUSED_CLAIMS[case]), 401)


@pytest.mark.parametrize("case", REFUSED_BODIES)
def test_an_activity_from_elsewhere_is_refused(bot: World, case: str) -> None:
    status, changed = REFUSED_BODIES[case]
    refused(bot, bot.personal("kilder", **changed), bot.connector.token(), status)


@pytest.mark.parametrize("case", REFUSED_RAW)
def test_a_body_that_is_no_object_is_refused(bot: World, case: str) -> None:
    refused(bot, REFUSED_RAW[case], bot.connector.token(), 400)


def test_a_token_signed_otherwise_is_refused(bot: World) -> None:
    claims = jwt.decode(bot.connector.token(), options={"verify_signature": False})
    for token in (
        jwt.encode(claims, new_key("en anden"), algorithm="RS256", headers={"kid": "k1"}),
        jwt.encode(claims, new_key(), algorithm="RS256", headers={"kid": "k2"}),
        jwt.encode(claims, "h" * 32, algorithm="HS256", headers={"kid": "k1"}),
        jwt.encode(claims, "", algorithm="none"),
        "x.y.z",
    ):
        refused(bot, bot.personal("kilder"), token, 401)


def test_without_a_token_nothing_is_taken(bot: World) -> None:
    refused(bot, bot.personal("kilder"), None, 401)
    for header in ("Basic YTpi", "Bearer"):
        reply = bot.post(bot.personal("kilder"), None, authorization=header)
        assert reply.status_code == 401


def test_a_body_that_is_too_large_is_refused(bot: World) -> None:
    refused(bot, bot.personal("æ" * LONGEST_BODY), bot.connector.token(), 413)


def test_a_message_that_comes_again_is_taken_once(bot: World) -> None:
    activity, token = bot.personal("kilder"), bot.connector.token()
    assert [bot.post(activity, token).status_code for _ in range(4)] == [200] * 4
    bot.quiet()
    assert len(bot.connector.sent) == 1


def test_an_invoke_that_comes_again_is_refused(bot: World) -> None:
    query = {"parameters": [{"value": "partshøring"}]}
    activity = bot.activity(type="invoke", name="composeExtension/query", value=query)
    assert bot.post(activity).status_code == 200
    assert bot.post(activity).status_code == 409


def test_an_invoke_that_nobody_handles_is_not_answered_with_silence(bot: World) -> None:
    for name in ("tab/fetch", "message/submitAction", "config/fetch", None):
        assert bot.post(bot.activity(type="invoke", name=name, value={})).status_code == 501


def test_what_is_half_an_activity_is_refused(bot: World) -> None:
    assert bot.post(bot.personal("x", **{"from": "anna"})).status_code == 400
    assert bot.post(bot.personal("x", id=None)).status_code == 400
    assert bot.post(bot.activity(type="typing")).status_code == 200
    assert bot.connector.sent == []


def test_refusals_and_failures_log_no_word(bot: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot.post(bot.personal("hemmelig sag", serviceUrl=None))
    bot.post(bot.personal("hemmelig sag", **{"from": "hemmelig"}))
    bot.post(bot.personal("hemmelig sag"), "x.y.z")
    bot.deliver(bot.personal("hemmelig sag"))
    bot.quiet()
    ours = [r for r in caplog.records if r.name.startswith(("principbot", "bot", "microsoft"))]
    assert ours
    assert not any("hemmelig" in record.getMessage() for record in ours)


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        (MICROSOFT, True),
        ("https://smba.trafficmanager.net", True),
        ("https://smba.trafficmanager.net:443/emea", True),
        ("https://SMBA.trafficmanager.net/emea/", True),
        ("https://europe.botframework.com/", True),
        ("https://botframework.com.eksempel.dk/", False),  # ends elsewhere
        ("https://eksempelbotframework.com/", False),  # no subdomain
        ("https://smba.trafficmanager.net:8443/", False),  # another port
        ("https://trafficmanager.net/", False),  # anybody can have a name below it
        ("https://andre.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net@eksempel.dk/", False),  # a user, not a host
        ("https://anna:x@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net/?til=eksempel.dk", False),
        ("https://smba.trafficmanager.net/#x", False),
        ("http://127.0.0.1:8080/", False),  # loopback only when told
        ("https://smba.trafficmanager.net:x/", False),
        ("https://[::1", False),
        ("", False),
        (None, False),
        (["https://smba.trafficmanager.net"], False),
    ],
)
def test_the_bots_token_goes_to_microsoft_alone(address: object, allowed: bool) -> None:
    assert is_allowed(address, plain()) is allowed


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_any_json_is_refused_or_an_object(value: object) -> None:
    assert isinstance(check(json.dumps(value).encode(), "Bearer x", plain()), Refused)


@given(st.binary(max_size=200), st.text(max_size=50))
def test_any_bytes_are_refused(body: bytes, authorization: str) -> None:
    assert isinstance(check(body, authorization, plain()), Refused)


def test_without_tokens_the_rest_is_still_checked(
    core: Core, settings: Settings, counterpart: Connector
) -> None:
    counterpart.sent.clear()
    with world(core, settings, counterpart, unauthenticated=True, tenants=frozenset()) as bot:
        assert bot.post(bot.personal("kilder"), None).status_code == 200
        assert (
            bot.post(bot.personal("x", serviceUrl="https://eksempel.dk"), None).status_code == 403
        )
        assert (
            bot.post(
                bot.personal("x", conversation={"id": "a"}, channelData=None), None
            ).status_code
            == 403
        )
        bot.quiet()
        assert len(counterpart.sent) == 1


def refused(bot: World, activity: object, token: str | None, status: int) -> None:
    reply = bot.post(activity, token)
    assert reply.status_code == status
    assert bot.core.state.jobs.waiting() == 0
    assert bot.connector.sent == []


def plain() -> TeamsConfiguration:
    return replace(configuration(Connector()), loopback=False)

"""Installations are sealed and upserted; OAuth states are consumed once."""

import datetime as dt

from bot.state import State
from bot.state.records import Conversation, InstallationKey, Person, Platform
from tests.contracts.conftest import Clock, Opener
from tests.contracts.rows import (
    ANNE,
    CHANNEL,
    MEMORY,
    OTHER_TENANT,
    PRIVATE,
    delivery,
    entry,
    subscription,
)

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
BOT = InstallationKey(Platform.SLACK, "T1")
MEMBER = InstallationKey(Platform.SLACK, "T1", "U1")
OTHER = InstallationKey(Platform.SLACK, "T2")


def test_the_last_installation_counts(state: State, opener: Opener) -> None:
    state.installations.save(BOT, b"old")
    state.installations.save(BOT, b"new")
    assert opener().installations.find(BOT) == b"new"


def test_bot_and_member_are_kept_apart(state: State) -> None:
    state.installations.save(BOT, b"bot")
    state.installations.save(MEMBER, b"member")
    assert state.installations.find(BOT) == b"bot"
    assert state.installations.find(MEMBER) == b"member"
    assert state.installations.find(OTHER) is None
    assert state.installations.tenants(Platform.SLACK) == ("T1",)
    assert state.installations.tenants(Platform.TEAMS) == ()


def test_an_installation_is_deleted_once(state: State) -> None:
    state.installations.save(BOT, b"bot")
    assert state.installations.delete(BOT)
    assert not state.installations.delete(BOT)
    assert state.installations.find(BOT) is None


def test_a_tenant_leaves_nothing_behind(state: State) -> None:
    conversation = Conversation(Platform.SLACK, "T1", "D1", "https://x", "personal", "", ANNE)
    for tenant, place in (("T1", CHANNEL), ("T1", PRIVATE), ("T2", OTHER_TENANT)):
        state.installations.save(InstallationKey(Platform.SLACK, tenant), b"bot")
        state.jobs.accept(delivery(place.channel, None, place=place), b"body", lease_seconds=30)
        state.records.remember(place, "1.1", MEMORY)
        state.records.set_setting(place, "samlinger", "faelles")
        state.records.audit(entry(place))
        state.tips.subscribe(subscription(place.channel, tenant=tenant))
        state.tips.claim(
            (Platform.SLACK, tenant, place.channel), "2026-W48", "tip", lease_seconds=9
        )
    state.conversations.save(conversation)

    assert state.installations.delete_tenant(Platform.SLACK, "T1") == 12
    assert state.installations.tenants(Platform.SLACK) == ("T2",)
    assert state.jobs.waiting() == 1
    assert state.records.recall(CHANNEL, "1.1") is None
    assert state.records.recall(OTHER_TENANT, "1.1") == MEMORY
    assert state.records.settings_of(CHANNEL) == {}
    assert state.conversations.find(Platform.SLACK, "T1", "D1") is None
    assert [one.tenant for one in state.tips.subscriptions()] == ["T2"]
    lines = state.records.audit_since(EPOCH)
    assert [bool(line.channel) for line in lines] == [False, False, True]


def test_a_state_is_consumed_once(state: State, opener: Opener) -> None:
    issued = state.installations.issue_state(seconds=600)
    assert issued != state.installations.issue_state(seconds=600)
    assert opener().installations.consume_state(issued)
    assert not state.installations.consume_state(issued)
    assert not state.installations.consume_state("made up")


def test_a_state_runs_out(state: State, clock: Clock) -> None:
    issued = state.installations.issue_state(seconds=600)
    clock.move(seconds=600)
    assert not state.installations.consume_state(issued)


def test_resealing_keeps_what_is_sealed(state: State) -> None:
    state.installations.save(BOT, b"bot")
    state.installations.save(MEMBER, b"member")
    assert state.installations.reseal() == 2
    assert state.installations.find(BOT) == b"bot"


def test_conversations_are_kept_until_deleted(state: State, opener: Opener) -> None:
    first = Conversation(Platform.TEAMS, "T1", "19:a", "https://a", "channel", "team")
    second = Conversation(Platform.TEAMS, "T1", "19:b", "https://b", "personal")
    anne = Person(Platform.TEAMS, "T1", "U1")
    state.conversations.save(first)
    state.conversations.save(
        Conversation(Platform.TEAMS, "T1", "19:b", "https://b", "personal", person=anne)
    )
    other = opener().conversations
    assert other.find(Platform.TEAMS, "T1", "19:a") == first
    assert other.find(Platform.TEAMS, "T2", "19:a") is None
    assert other.of_tenant(Platform.TEAMS, "T1") == (first, second)
    assert other.delete(Platform.TEAMS, "T1", "19:a")
    assert not other.delete(Platform.TEAMS, "T1", "19:a")


def test_a_conversation_moves_with_its_service(state: State) -> None:
    for address in ("https://old", "https://new"):
        state.conversations.save(Conversation(Platform.TEAMS, "T1", "19:a", address, "channel"))
    found = state.conversations.find(Platform.TEAMS, "T1", "19:a")
    assert found is not None
    assert found.service_url == "https://new"

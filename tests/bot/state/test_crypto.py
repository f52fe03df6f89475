"""Keys seal, rotate, and are never shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SealError, SettingsError
from bot.state import Keyring, new_key
from bot.state.crypto import Hasher

OLD, NEW = new_key(), new_key()


@given(st.text(), st.binary())
def test_what_is_sealed_is_unsealed(purpose: str, body: bytes) -> None:
    keyring = Keyring.from_text(OLD)
    purpose = purpose.replace("\x00", "")
    assert keyring.unseal(purpose, keyring.seal(purpose, body)) == body


def test_sealed_bytes_do_not_show_the_body() -> None:
    assert b"partsh" not in Keyring.from_text(OLD).seal("job:1", b"partsh\xc3\xb8ring")


def test_a_new_key_in_front_still_opens_the_old() -> None:
    sealed = Keyring.from_text(OLD).seal("job:1", b"body")
    assert Keyring.from_text(f"{NEW}, {OLD}").unseal("job:1", sealed) == b"body"


def test_the_first_key_seals() -> None:
    sealed = Keyring.from_text(f"{NEW},{OLD}").seal("job:1", b"body")
    assert Keyring.from_text(NEW).unseal("job:1", sealed) == b"body"


def test_a_row_for_something_else_is_not_opened() -> None:
    keyring = Keyring.from_text(OLD)
    with pytest.raises(SealError, match="flyttet"):
        keyring.unseal("job:2", keyring.seal("job:1", b"body"))


@pytest.mark.parametrize(
    "sealed",
    [
        Keyring.from_text(NEW).seal("job:1", b"body"),  # another key
        b"",  # nothing
        b"no token",  # not ours
        Keyring.from_text(OLD).seal("job:1", b"body")[:-3] + b"abc",  # changed
    ],
    ids=["another key", "nothing", "not ours", "changed"],
)
def test_what_no_key_opens_is_an_error(sealed: bytes) -> None:
    with pytest.raises(SealError, match="PRINCIPBOT_KEY"):
        Keyring.from_text(OLD).unseal("job:1", sealed)


@pytest.mark.parametrize(
    "keys",
    [
        "",  # not set
        " , ",  # only commas
        "hemmelig",  # not base64 of 32 bytes
        f"{OLD},æøå",  # the second is broken
        OLD[:-4],  # cut off
    ],
    ids=["not set", "commas", "not base64", "second broken", "cut off"],
)
def test_a_broken_key_is_refused_without_being_shown(keys: str) -> None:
    with pytest.raises(SettingsError, match="PRINCIPBOT_KEY") as caught:
        Keyring.from_text(keys)
    assert caught.value.__cause__ is None
    for key in filter(None, keys.replace(" ", "").split(",")):
        assert key not in str(caught.value)


def test_a_temporary_key_is_this_process_own() -> None:
    first, second = Keyring.temporary(), Keyring.temporary()
    assert first.is_temporary
    with pytest.raises(SealError):
        second.unseal("job:1", first.seal("job:1", b"body"))


def test_hashes_need_the_secret_and_keep_parts_apart() -> None:
    hasher = Hasher(b"secret")
    assert hasher.digest("a", "bc") == hasher.digest("a", "bc")
    assert hasher.digest("a", "bc") != hasher.digest("ab", "c")
    assert hasher.digest("a") != Hasher(b"other").digest("a")


def test_nothing_secret_is_shown() -> None:
    assert OLD not in repr(Keyring.from_text(OLD))
    assert "secret" not in repr(Hasher(b"secret")).replace("_secret", "")

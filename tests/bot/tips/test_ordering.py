"""What people write after `/principtip`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tips import ordering, texts
from bot.tips.ordering import Order, Verb

SIGN_UP = Verb.SIGN_UP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Order(verb=Verb.HELP)),  # nothing
        ("tilmeld", Order(verb=SIGN_UP)),  # all as usual
        ("Tilmeld Torsdag", Order(verb=SIGN_UP, weekday=4)),  # a day
        ("tilmeld 10.30", Order(verb=SIGN_UP, minute=630)),  # a time
        ("tilmeld kl. 9", Order(verb=SIGN_UP, minute=540)),  # a whole hour
        ("tilmeld kl.9:15", Order(verb=SIGN_UP, minute=555)),  # with colon
        ("tilmeld hver anden uge", Order(verb=SIGN_UP, every_weeks=2)),  # every other week
        ("tilmeld fredag 08:00 ugentlig",
         Order(verb=SIGN_UP, weekday=5, minute=480, every_weeks=1)),  # all three
        ("tilmeld hver anden uge onsdag kl. 11.15",
         Order(verb=SIGN_UP, weekday=3, minute=675, every_weeks=2)),  # in another order
        ("tilmeld hver mandag", Order(verb=SIGN_UP, weekday=1)),  # as people say it
        ("tilmeld 03.00", Order(verb=Verb.HELP, fault=texts.HOURS)),  # at night
        ("tilmeld 17.01", Order(verb=Verb.HELP, fault=texts.HOURS)),  # too late
        ("tilmeld 9.75", Order(verb=Verb.HELP, fault=texts.HOURS)),  # no time
        ("tilmeld lørdag",
         Order(verb=Verb.HELP, fault="Det forstod jeg ikke: »lørdag«.")),  # weekend
        ("afmeld", Order(verb=Verb.END)),  # off
        ("pause", Order(verb=Verb.PAUSE)),  # until resumed
        ("pause 3 uger", Order(verb=Verb.PAUSE, pause_weeks=3)),  # for a while
        ("pause 99",
         Order(verb=Verb.HELP, fault="Det forstod jeg ikke: »99«.")),  # too long
        ("pause lidt",
         Order(verb=Verb.HELP, fault="Det forstod jeg ikke: »lidt«.")),  # no number
        ("nu", Order(verb=Verb.NOW)),  # at once
        ("historik", Order(verb=Verb.HISTORY)),  # what was
        ("quiz", Order(verb=Verb.QUIZ)),  # a question
        ("start", Order(verb=Verb.HELP, fault="Det forstod jeg ikke: »start«.")),  # unknown
    ],
)  # fmt: skip
def test_an_order_is_read(text: str, expected: Order) -> None:
    assert ordering.read(text) == expected


@given(st.text())
def test_reading_never_fails(text: str) -> None:
    ordering.read(text)


def test_a_rhythm_is_told() -> None:
    assert ordering.rhythm(2, 540, 1) == "tirsdag kl. 09.00, ugentlig"
    assert ordering.rhythm(5, 675, 2) == "fredag kl. 11.15, hver anden uge"


@given(st.integers(1, 5), st.integers(420, 1020), st.integers(1, 2))
def test_what_is_told_can_be_written_back(weekday: int, minute: int, every: int) -> None:
    told = ordering.rhythm(weekday, minute, every).replace(",", "")
    read = ordering.read(f"tilmeld {told}")
    assert (read.weekday, read.minute, read.every_weeks) == (weekday, minute, every)

"""Working days, holidays, daylight saving, every other week."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.records import Subscription
from bot.tips import schedule
from tests.bot.tips.conftest import here, subscription

WEEKDAYS = st.integers(1, 5)
MINUTES = st.integers(schedule.EARLIEST, schedule.LATEST)
MONDAYS = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31)).map(
    lambda day: day - dt.timedelta(days=day.weekday())
)


@pytest.mark.parametrize(
    ("monday", "weekday", "expected"),
    [
        ((2026, 11, 23), 2, (2026, 11, 24)),  # an ordinary Tuesday
        ((2026, 12, 21), 4, (2026, 12, 23)),  # Christmas Eve: nothing later is open, so before
        ((2026, 3, 30), 4, (2026, 4, 1)),  # Maundy Thursday and Good Friday, so Wednesday
        ((2026, 4, 6), 1, (2026, 4, 7)),  # Easter Monday, so Tuesday
        ((2026, 5, 11), 4, (2026, 5, 15)),  # Ascension Day, so Friday
        ((2026, 5, 25), 1, (2026, 5, 26)),  # Whit Monday
        ((2026, 6, 1), 5, (2026, 6, 4)),  # Constitution Day on a Friday
        ((2024, 4, 22), 5, (2024, 4, 26)),  # store bededag is a working day since 2024
        ((2026, 12, 28), 4, (2026, 12, 30)),  # New Year's Eve, New Year's Day
    ],
)
def test_a_closed_day_gives_way(
    monday: tuple[int, int, int], weekday: int, expected: tuple[int, int, int]
) -> None:
    due = schedule.due_in_week(dt.date(*monday), weekday, 540)
    assert due == here(*expected, 9)


@given(MONDAYS, WEEKDAYS, MINUTES)
def test_due_is_a_working_day_of_its_week_at_the_chosen_hour(
    monday: dt.date, weekday: int, minute: int
) -> None:
    due = schedule.due_in_week(monday, weekday, minute)
    assert due is not None
    assert schedule.is_working(due.date())
    assert monday <= due.date() < monday + dt.timedelta(days=5)
    assert due.hour * 60 + due.minute == minute
    assert schedule.local(due.astimezone(dt.UTC)) == due


def test_the_hour_stays_over_daylight_saving() -> None:
    before = schedule.due_in_week(dt.date(2026, 3, 23), 2, 540)
    after = schedule.due_in_week(dt.date(2026, 3, 30), 2, 540)
    assert before is not None
    assert after is not None
    assert (before.isoformat(), after.isoformat()) == (
        "2026-03-24T09:00:00+01:00",
        "2026-03-31T09:00:00+02:00",
    )


def test_a_week_without_a_working_day_has_no_tip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "is_working", lambda _: False)
    assert schedule.due_in_week(dt.date(2026, 11, 23), 2, 540) is None


@given(MONDAYS)
def test_an_occurrence_is_its_iso_week(monday: dt.date) -> None:
    assert schedule.monday(schedule.occurrence(monday)) == monday
    assert schedule.monday(schedule.occurrence(monday + dt.timedelta(days=6))) == monday


def test_nothing_is_due_before_the_channel_signed_up() -> None:
    created = here(2026, 11, 24, 9, 1)
    assert schedule.due(subscription(created=created), dt.date(2026, 11, 24)) is None
    assert schedule.next_due(subscription(created=created), created) == here(2026, 12, 1, 9)


@given(MONDAYS, WEEKDAYS, MINUTES, st.integers(0, 7 * 24 * 60 - 1))
def test_every_other_week_is_every_other_week(
    monday: dt.date, weekday: int, minute: int, begun: int
) -> None:
    created = schedule.at(monday, 0) + dt.timedelta(minutes=begun)
    made = subscription(weekday=weekday, minute=minute, every_weeks=2, created=created)
    weeks = [
        number
        for number in range(10)
        if schedule.due(made, monday + dt.timedelta(weeks=number)) is not None
    ]
    assert weeks[0] in {0, 1}
    assert weeks == list(range(weeks[0], 10, 2))


def test_there_may_be_no_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: Subscription, day: dt.date) -> None:
        del day

    monkeypatch.setattr(schedule, "due", nothing)
    assert schedule.next_due(subscription(), here(2026, 11, 24)) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (here(2026, 11, 24, 8, 59), False),  # not yet
        (here(2026, 11, 24, 9), True),  # on time
        (here(2026, 11, 24, 16, 59), True),  # nothing ran at nine
        (here(2026, 11, 24, 20), False),  # nobody reads it in the evening
        (here(2026, 11, 25, 8), False),  # nor before the channel's hour
        (here(2026, 11, 25, 9), True),  # nothing ran all Tuesday
        (here(2026, 11, 28, 10), False),  # Saturday
        (here(2026, 11, 30, 10), False),  # its week is over
    ],
)
def test_a_late_tip_comes_in_working_hours_of_its_week(now: dt.datetime, expected: bool) -> None:
    assert schedule.is_time(subscription(), now) is expected
    assert schedule.may_go_on(540, here(2026, 11, 24, 9, 5))

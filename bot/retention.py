"""How long each kind of row is kept, and the sweep that deletes the rest."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import SettingsError
from bot.state.port import State
from bot.state.records import AuditEntry, AuditKind, Kind

_LONGEST_DAYS = 3650
_NIGHT = dt.time(2, tzinfo=dt.UTC)
"""Three or four in the morning in Denmark."""
_ALWAYS = {
    Kind.EVENTS: dt.timedelta(days=3),  # platforms repeat an event for hours at most
    Kind.OAUTH_STATES: dt.timedelta(),  # when it has run out
    Kind.RATES: dt.timedelta(),  # when the allowance is whole again
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Days that each kind is kept; the municipality may change them.

    Waiting questions are not here: they are gone when answered, at the latest after 15 minutes.

    Raises:
        SettingsError: a number of days is below 1 or above ten years.
    """

    thread_days: int = 30
    feedback_days: int = 365
    audit_days: int = 365
    tip_days: int = 730
    quiz_days: int = 180

    def __post_init__(self) -> None:
        """Refuse what would delete at once or never."""
        for kind, kept in self.periods().items():
            if kind not in _ALWAYS and not 1 <= kept.days <= _LONGEST_DAYS:
                raise SettingsError(
                    f"Opbevaring af {kind}: {kept.days} dage. Vælg 1 til {_LONGEST_DAYS} dage."
                )

    def periods(self) -> Mapping[Kind, dt.timedelta]:
        """Every kind and how long it is kept after its last use."""
        chosen = {
            Kind.THREADS: self.thread_days,
            Kind.FEEDBACK: self.feedback_days,
            Kind.AUDIT: self.audit_days,
            Kind.TIPS: self.tip_days,
            Kind.QUIZ: self.quiz_days,
        }
        return _ALWAYS | {kind: dt.timedelta(days=days) for kind, days in chosen.items()}


def sweep(state: State, retention: Retention, now: dt.datetime) -> Mapping[Kind, int]:
    """Delete what is too old and empty the files of it; rows by kind, written to the audit.

    Jobs are taken by the worker (`Jobs.give_up`), which can still tell people.
    """
    deleted = {
        kind: state.control.sweep(kind, now - kept) for kind, kept in retention.periods().items()
    }
    found = {kind: rows for kind, rows in deleted.items() if rows}
    state.control.tidy()
    told = ", ".join(f"{kind} {rows}" for kind, rows in found.items())
    state.records.audit(AuditEntry(kind=AuditKind.SWEEP, status="ok", reason=told))
    return found


def due(state: State, now: dt.datetime) -> bool:
    """Whether nobody has swept since the latest night; two that sweep at once harm nothing.

    A sweep that stands in the future, because the clock was set back, does not count.
    """
    night = dt.datetime.combine(now.astimezone(dt.UTC).date(), _NIGHT)
    if night > now:
        night -= dt.timedelta(days=1)
    lines = state.records.audit_since(night)
    return not any(line.kind is AuditKind.SWEEP and line.at <= now for line in lines)

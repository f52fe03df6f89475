"""Small records for the contract tests."""

from bot.state.records import (
    AuditEntry,
    AuditKind,
    Delivery,
    Feedback,
    FeedbackReason,
    Person,
    Place,
    Platform,
    Subscription,
    SubscriptionState,
    ThreadMemory,
)

ANNE = Person(Platform.SLACK, "T1", "U1")
BO = Person(Platform.SLACK, "T1", "U2")
CHANNEL = Place(Platform.SLACK, "T1", "C1")
OTHER_CHANNEL = Place(Platform.SLACK, "T1", "C2")
OTHER_TENANT = Place(Platform.SLACK, "T2", "C1")
PRIVATE = Place(Platform.SLACK, "T1", "D1", ANNE)
KEY = (Platform.SLACK, "T1", "C1")
MEMORY = ThreadMemory(("forvaltningsloven § 19",), ("p1", "p2"))


def delivery(
    message_id: str = "1.1", event_id: str | None = "E1", place: Place = CHANNEL
) -> Delivery:
    return Delivery(place, event_id, message_id)


def entry(place: Place | None = CHANNEL, status: str = "answer") -> AuditEntry:
    return AuditEntry(
        kind=AuditKind.ANSWER,
        status=status,
        place=place,
        generation="g1",
        passage_ids=("p1",),
        duration_ms=12,
    )


def feedback(answer_id: str = "a1", reason: FeedbackReason = FeedbackReason.FORAELDET) -> Feedback:
    return Feedback(answer_id=answer_id, reason=reason, passage_ids=("p1",), generation="g1")


def subscription(
    channel: str = "C1",
    state: SubscriptionState = SubscriptionState.ACTIVE,
    tenant: str = "T1",
    minute: int = 540,
) -> Subscription:
    return Subscription(
        platform=Platform.SLACK,
        tenant=tenant,
        channel=channel,
        weekday=2,
        minute=minute,
        state=state,
    )

"""The schema of the state database: one step a change, never edited, only added.

Columns named `person`, `place`, `tenant_hash` and `event` hold keyed hashes; `body` holds sealed
bytes. Times are ISO 8601 in UTC with microseconds, so that they sort as text.
"""

from sqlite_utils import Database, Migrations

STATE = Migrations("principbot-tilstand")


@STATE(name="0001_begyndelse")
def _begin(db: Database) -> None:
    for statement in (_CONTROL + _JOBS + _RECORDS + _TIPS).split(";"):
        db.execute(statement)


@STATE(name="0002_platform_of_job")
def _platform_of_job(db: Database) -> None:
    db.execute("alter table job add column platform text not null default ''")


@STATE(name="0003_tips_by_week")
def _tips_by_week(db: Database) -> None:
    """What is asked every half minute is found without reading the whole ledger."""
    db.execute("create index tip_by_week on tip (occurrence)")
    db.execute("create index tip_open on tip (lease_until) where state in ('claimed', 'sending')")


@STATE(name="0004_given_up")
def _given_up(db: Database) -> None:
    """When the words were taken out of a job, because nobody had answered it in time."""
    db.execute("alter table job add column given_up text not null default ''")


_CONTROL = """
    create table secret (name text primary key, body blob not null) without rowid;
    create table stop (
        one integer primary key check (one = 1),
        since text not null,
        reason text not null
    );
    create table rate (rate text primary key, free_at real not null) without rowid;
"""

_JOBS = """
    create table event (event text primary key, at text not null) without rowid;
    create index event_at on event (at);
    create table job (
        job_id text primary key,
        place text not null,
        person text,
        tenant_hash text not null,
        accepted text not null,
        lease_until text not null,
        fence integer not null,
        attempts integer not null,
        posting integer not null,
        body blob not null
    ) without rowid;
    create table installation (
        platform text not null,
        tenant text not null,
        person text not null,
        body blob not null,
        saved text not null,
        primary key (platform, tenant, person)
    ) without rowid;
    create table oauth_state (state text primary key, expires text not null) without rowid;
    create table conversation (
        platform text not null,
        tenant text not null,
        conversation_id text not null,
        service_url text not null,
        kind text not null,
        team text not null,
        person text,
        primary key (platform, tenant, conversation_id)
    ) without rowid;
"""

_RECORDS = """
    create table audit (
        line integer primary key,
        at text not null,
        kind text not null,
        status text not null,
        platform text not null,
        place text not null,
        person text,
        tenant_hash text not null,
        reason text not null,
        generation text not null,
        passage_ids text not null,
        duration_ms integer not null
    );
    create index audit_at on audit (at);
    create table feedback (
        answer_id text not null,
        person text not null,
        place text not null,
        tenant_hash text not null,
        at text not null,
        reason text not null,
        passage_ids text not null,
        generation text not null,
        primary key (answer_id, person)
    ) without rowid;
    create table thread (
        thread text primary key,
        place text not null,
        person text,
        tenant_hash text not null,
        at text not null,
        provisions text not null,
        passage_ids text not null
    ) without rowid;
    create table setting (
        owner text not null,
        name text not null,
        tenant_hash text not null,
        value text not null,
        primary key (owner, name)
    ) without rowid;
"""

_TIPS = """
    create table subscription (
        platform text not null,
        tenant text not null,
        channel text not null,
        weekday integer not null,
        minute integer not null,
        every_weeks integer not null,
        state text not null,
        paused_until text,
        note text not null,
        created text not null,
        primary key (platform, tenant, channel)
    ) without rowid;
    create table tip (
        platform text not null,
        tenant text not null,
        channel text not null,
        occurrence text not null,
        tip_id text not null,
        state text not null,
        fence integer not null,
        attempts integer not null,
        lease_until text not null,
        at text not null,
        message_id text not null,
        has_reaction integer not null,
        primary key (platform, tenant, channel, occurrence)
    ) without rowid;
    create table quiz (
        person text not null,
        question_id text not null,
        tenant_hash text not null,
        step integer not null,
        due text not null,
        at text not null,
        primary key (person, question_id)
    ) without rowid
"""

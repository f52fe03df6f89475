"""The schema of the collection's database: one step a change, never edited, only added."""

from sqlite_utils import Database, Migrations

COLLECTION = Migrations("principbot-samling")


@COLLECTION(name="0001_begyndelse")
def _begin(db: Database) -> None:
    """Documents, their versions, passages, relations, corrections."""
    db.execute("""
        create table document (
            document_id text primary key,
            kind text not null,
            title text not null,
            metadata text not null,
            legal_status text not null,
            status_checked text,
            status_source text,
            collection text not null,
            version_id text not null,
            file text not null,
            withdrawn text
        ) without rowid""")
    db.execute("""
        create table document_version (
            version_id text primary key,
            document_id text not null,
            text text not null,
            raw_sha256 text not null,
            reader text not null,
            reader_version text not null,
            file text not null,
            valid_from text,
            valid_to text,
            added text not null
        )""")
    db.execute("create index version_of on document_version (document_id, added)")
    db.execute("""
        create table passage (
            version_id text not null,
            ordinal integer not null,
            passage_id text not null,
            document_id text not null,
            spans text not null,
            text text not null,
            heading text,
            pinpoint text not null,
            role text not null,
            quoted_source text,
            frame text,
            quotable integer not null,
            search_terms text not null,
            checksum text not null,
            retired text
        )""")
    db.execute("create unique index passage_in on passage (version_id, passage_id)")
    db.execute("create index passage_of on passage (passage_id)")
    db.execute("""
        create table relation (
            source text not null,
            target text not null,
            kind text not null,
            dated text,
            evidence text not null,
            evidence_span text,
            primary key (source, target, kind)
        ) without rowid""")
    db.execute("create index relation_to on relation (target)")
    db.execute("""
        create table correction (
            document_id text not null,
            field text not null,
            value text,
            made_by text not null,
            made_at text not null,
            primary key (document_id, field)
        ) without rowid""")
    db.execute("""
        create table correction_log (
            id integer primary key,
            document_id text not null,
            field text not null,
            old text,
            new text,
            made_by text not null,
            made_at text not null
        )""")
    db.execute("create table note (name text primary key, value text not null) without rowid")


@COLLECTION(name="0002_passagens_sted")
def _places(db: Database) -> None:
    """A page of a long text finds its passages without reading them all."""
    db.execute(
        "create index passage_place on passage"
        " (version_id, json_extract(spans, '$[0][0]'), ordinal)"
    )


@COLLECTION(name="0003_udgavernes_data")
def _facts(db: Database) -> None:
    """What is known of a version is read without walking past its text."""
    db.execute(
        "create index version_facts on document_version (document_id, added, version_id, file,"
        " reader, reader_version, raw_sha256, valid_from, valid_to)"
    )
    db.execute("drop index version_of")
    db.execute("create index version_added on document_version (version_id, added)")


@COLLECTION(name="0004_set")
def _seen(db: Database) -> None:
    """What search can see of a document is hashed once a change, not once an index."""
    db.execute(
        "create table seen (document_id text primary key, digest text not null) without rowid"
    )

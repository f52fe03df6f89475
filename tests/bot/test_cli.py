"""The terminal, as a person or a script uses it."""

import gc
import json
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner, Result

from bot.cli import COMMANDS, main
from bot.settings import Settings
from index.generations import current_name

QUESTION = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> "Run":
    """Commands on the shared data folder; for those that change nothing."""
    return Run(settings.data, monkeypatch)


@pytest.fixture
def run_own(own_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> "Run":
    """Commands on a data folder of the test's own."""
    return Run(own_settings.data, monkeypatch)


class Run:
    """Calls the command in this process."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        monkeypatch.setenv("PRINCIPBOT_DATA", str(data))
        monkeypatch.delenv("PRINCIPBOT_BASE_URL", raising=False)

    def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, list(arguments), input=stdin)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_is_in_the_readme(run: Run, command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert len(shown.output.splitlines()) > 3
    assert f"principbot {command}" in Path("README.md").read_text(encoding="utf-8")


def test_garbage_is_looked_for_again_when_the_command_is_there() -> None:
    gc.disable()
    try:
        assert main.get_command(Context(main), "ask") is not None
        assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


def test_a_question_is_answered_in_words(run: Run) -> None:
    result = run("ask", QUESTION)
    assert result.exit_code == 0
    assert "»Kommunen kan ikke give afslag" in result.stdout
    assert result.stderr == ""


def test_words_without_quotes_are_one_question(run: Run) -> None:
    assert run("ask", *QUESTION.split()).stdout == run("ask", QUESTION).stdout


def test_a_question_can_come_from_standard_input(run: Run) -> None:
    assert run("ask", stdin=QUESTION).stdout == run("ask", QUESTION).stdout


def test_json_is_one_object_with_the_fields_of_the_contract(run: Run) -> None:
    answer = json.loads(run("ask", "--json", QUESTION).stdout)
    assert answer["status"] == "answered"
    assert {"answer_id", "generation", "items", "more", "notices", "reminders"} <= set(answer)
    item = answer["items"][0]
    assert item["file"] == "004_7a21210e34d0f2d2.txt"
    assert item["legal_status"] == "ukendt"
    assert item["quoted_via"] == "undervisning"
    assert all(set(span) == {"start", "end"} for span in item["spans"])


def test_a_no_is_json_too_and_no_error(run: Run) -> None:
    result = run("ask", "--json", "hvad er satsen for kontanthjælp i 2026")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["status"], answer["reason"]) == ("no_answer", "intet_fundet")
    assert answer["missed"] == ["satsen", "kontanthjælp", "2026"]
    assert answer["nearest"] == []


def test_jsonl_answers_a_line_a_line_in_the_same_order(run: Run) -> None:
    lines = [
        json.dumps({"_id": "b", "question": QUESTION}),
        "ikke json",
        json.dumps({"_id": 7, "question": "viso"}),
        json.dumps({"question": "mangler id"}),
        json.dumps(["liste"]),
        json.dumps({"_id": "x", "question": 5}),
        json.dumps({"_id": "c", "question": "", "ekstra": True}),
    ]
    result = run("ask", "--jsonl", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [a["_id"] for a in answers] == ["b", None, 7, None, None, None, "c"]
    assert [a.get("line") for a in answers] == [None, 2, None, 4, 5, 6, None]
    assert answers[0]["status"] == "answered"
    assert answers[6]["reason"] == "tom"


def test_jsonl_survives_broken_bytes(run: Run) -> None:
    good = json.dumps({"_id": "a", "question": "viso"}).encode()
    result = run(
        "ask", "--jsonl", stdin=b'{"_id": "\xff\xfe", "question": "viso"}\n' + good + b"\n"
    )
    assert len(result.stdout.splitlines()) == 2


def test_the_prompt_shows_an_example_and_answers_until_an_empty_line(run: Run) -> None:
    result = run("ask", "--prompt", stdin="hvad koster viso\n\nikke spurgt\n")
    assert result.exit_code == 0
    assert result.stdout.startswith("> må vi give afslag")
    assert "VISO" in result.stdout
    assert "ikke spurgt" not in result.stdout


def test_a_text_file_becomes_searchable(run_own: Run, tmp_path: Path) -> None:
    note = tmp_path / "notat.txt"
    note.write_text("Notat om zebrafinker\n\nZebrafinker må holdes i lejligheden hele året.\n")
    result = run_own("ingest", str(note))
    assert result.exit_code == 0
    assert "tilføjet" in result.stdout
    assert "uændret" in run_own("ingest", str(note)).stdout
    answer = json.loads(run_own("ask", "--json", "zebrafinker i lejligheden").stdout)
    shown = answer.get("items") or answer["nearest"]
    assert shown[0]["file"] == "notat.txt"


def test_a_broken_file_is_reported_and_the_others_come_in(run_own: Run, tmp_path: Path) -> None:
    folder = tmp_path / "filer"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7 ikke en pdf")
    (folder / "b.txt").write_text("Et notat om bisiddere.\n")
    result = run_own("ingest", str(folder))
    assert result.exit_code == 1
    assert "afvist" in result.stdout
    assert "b.txt" in result.stdout
    assert "1 kom ikke med" in result.stderr


def test_a_path_that_does_not_exist_is_one_line(run: Run) -> None:
    result = run("ingest", "findes/ikke")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("Fejl: ")


def test_sources_lists_the_five(run: Run) -> None:
    rows = json.loads(run("sources", "--json").stdout)
    assert [row["file"][:3] for row in sorted(rows, key=lambda r: r["file"])] == [
        "000",
        "001",
        "002",
        "003",
        "004",
    ]
    wanted = {"document_id", "number", "title", "kind", "file", "retskildevaerdi"}
    assert wanted | {"legal_status", "checked"} <= set(rows[0])
    assert "Undervisningsmateriale om retssikkerhed" in run("sources").stdout


def test_a_passage_is_shown_in_its_place(run: Run) -> None:
    answer = json.loads(run("ask", "--json", QUESTION).stdout)
    passage = answer["items"][0]["passage_id"]
    shown = run("show", passage)
    assert (
        "> Kommunen skal" in shown.stdout
        or ">  Kommunen" in shown.stdout
        or "34-18" in shown.stdout
    )
    as_json = json.loads(run("show", "--json", passage).stdout)
    assert as_json["passage_id"] == passage
    assert as_json["remark"] == ""


def test_an_unknown_passage_is_one_line(run: Run) -> None:
    result = run("show", "findesikke")
    assert result.exit_code == 1
    assert result.stderr == "Fejl: Passagen findesikke findes ikke i samlingen.\n"


def test_evaluate_scores_a_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text(
        '{"_id": "1", "title": "", "text": "Partshøring før afgørelse"}\n'
        '{"_id": "2", "title": "", "text": "VISO rådgiver kommuner"}\n'
    )
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "hvad er partshøring"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1\t1\n")
    run_file = tmp_path / "run.tsv"
    result = run("evaluate", str(tmp_path), "--json", "--run", str(run_file))
    scores = json.loads(result.stdout)
    assert scores["ndcg@10"] == 1.0
    assert {"mrr@10", "hit@1", "hit@5", "recall@20", "queries_per_second"} <= set(scores)
    assert run_file.read_text().split("\t")[:3] == ["q", "1", "1"]
    assert "ndcg@10" in run("evaluate", str(tmp_path)).stdout


def test_evaluate_names_what_is_missing(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path))
    assert result.exit_code == 1
    assert "corpus.jsonl" in result.stderr


@pytest.mark.parametrize("file", ["checksums.txt", "0/form.blob"])
def test_the_doctor_mends_a_damaged_index(run_own: Run, file: str) -> None:
    run_own("ask", "viso")
    healthy = run_own("doctor")
    assert healthy.exit_code == 0
    root = run_own.data / "indeks"
    name = current_name(root)
    assert name is not None
    broken = root / name / file
    raw = bytearray(broken.read_bytes())
    raw[-5] ^= 0x01
    broken.write_bytes(bytes(raw))
    sick = run_own("doctor")
    assert sick.exit_code == 1
    assert "FEJL" in sick.stdout
    assert "bygget igen" in sick.stdout
    assert run_own("doctor").exit_code == 0


def test_a_damaged_index_is_built_again_when_it_is_opened(run_own: Run) -> None:
    before = run_own("ask", QUESTION).stdout
    root = run_own.data / "indeks"
    name = current_name(root)
    assert name is not None
    (root / name / "checksums.txt").write_text("itu")
    assert run_own("ask", QUESTION).stdout == before


def test_a_useless_setting_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRINCIPBOT_BASE_URL", "ikke en adresse")
    result = run("ask", "viso")
    assert result.exit_code == 1
    assert "PRINCIPBOT_BASE_URL" in result.stderr


def test_a_status_set_by_hand_wins_and_can_be_taken_back(run_own: Run) -> None:
    name = "uv-retssikkerhed"
    done = run_own("sources", "set", name, "legal_status", "historisk", "--by", "drift")
    assert done.exit_code == 0
    rows = {r["document_id"]: r for r in json.loads(run_own("sources", "--json").stdout)}
    assert rows[name]["legal_status"] == "historisk"
    run_own("sources", "set", name, "legal_status", "--by", "drift")
    assert (
        "drift: legal_status historisk -> (taget tilbage)" in run_own("sources", "log", name).stdout
    )
    rows = {r["document_id"]: r for r in json.loads(run_own("sources", "--json").stdout)}
    assert rows[name]["legal_status"] == "ikke_relevant"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("findes-ikke", "title", "x", "--by", "drift"), 1),  # unknown document
        (("uv-retssikkerhed", "legal_status", "måske", "--by", "drift"), 2),  # no such status
        (("uv-retssikkerhed", "status_checked", "i går", "--by", "drift"), 2),  # no date
        (("uv-retssikkerhed", "metadata", "x", "--by", "drift"), 2),  # no such field
    ],
)
def test_a_useless_correction_is_refused(run: Run, arguments: tuple[str, ...], code: int) -> None:
    assert run("sources", "set", *arguments).exit_code == code


def test_the_index_is_verified_against_the_reference_and_built_again(run_own: Run) -> None:
    verified = run_own("index", "verify")
    assert verified.exit_code == 0
    assert " 0 afvigelser" in verified.stdout
    assert run_own("index", "rebuild").exit_code == 0


def test_stop_and_start_are_seen_by_the_state(run_own: Run) -> None:
    assert "Var ikke stoppet" in run_own("start").stdout
    assert "Stoppet" in run_own("stop", "--reason", "prøve").stdout
    assert "I gang igen" in run_own("start").stdout
    assert "prøve" in run_own("data", "audit").stdout
    assert run_own("data", "feedback").stdout == ""


def test_data_about_a_person_is_shown_and_deleted(
    run_own: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRINCIPBOT_KEY", run_own("data", "new-key").stdout.strip())
    shown = json.loads(run_own("data", "show", "--user", "slack:T1:U1").stdout)
    assert shown["person"] == "slack:T1:U1"
    assert "Slettet: 0" in run_own("data", "delete", "--user", "slack:T1:U1").stdout
    assert "Slettet: 0" in run_own("data", "sweep").stdout
    assert "Forseglet igen: 0" in run_own("data", "reseal").stdout
    assert run_own("data", "show", "--user", "ukendt").exit_code == 1


def test_the_citator_finds_who_quotes_a_decision(run: Run) -> None:
    rows = json.loads(run("citations", "--json", "34-18").stdout)
    assert isinstance(rows, list)
    assert "Samlingen har intet" in run("citations", "12-99").stdout


def test_a_withdrawn_document_is_not_found_any_more(run_own: Run) -> None:
    assert run_own("sources", "withdraw", "uv-retssikkerhed").exit_code == 0
    assert run_own("sources", "withdraw", "uv-retssikkerhed").exit_code == 1
    answer = json.loads(run_own("ask", "--json", "genvurdering").stdout)
    shown = answer.get("items", []) + answer.get("nearest", [])
    assert "uv-retssikkerhed" not in {item["document_id"] for item in shown}

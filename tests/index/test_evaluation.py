import json
from pathlib import Path

import pytest

from index.errors import EvaluationError
from index.evaluation import evaluate, read_collection, score

SHARED = Path(__file__).parents[2].parent / "shared" / "eval"
CORPUS = [
    {"_id": "a", "title": "Klage", "text": "Fristen er fire uger."},
    {"_id": "b", "title": "", "text": "Kommunen skal vejlede."},
    {"_id": "c", "text": "Noget helt andet."},
]
QUERIES = [{"_id": "q1", "text": "klage fristen"}, {"_id": "q2", "text": "vejlede"}]
QRELS = "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t1\n"


def write(folder: Path, **replaced: str) -> Path:
    files = {
        "corpus.jsonl": "\n".join(map(json.dumps, CORPUS)),
        "queries.jsonl": "\n".join(map(json.dumps, QUERIES)),
        "qrels.tsv": QRELS,
    }
    for name, content in files.items():
        (folder / name).write_text(replaced.get(name.split(".", maxsplit=1)[0], content), "utf-8")
    return folder


def test_a_folder_is_scored_and_its_run_written(tmp_path: Path) -> None:
    run = tmp_path / "run.tsv"
    metrics = evaluate(write(tmp_path), run).as_dict()
    assert metrics.pop("queries_per_second") > 0
    assert metrics == dict.fromkeys(("ndcg@10", "mrr@10", "hit@1", "hit@5", "recall@20"), 1.0)
    query, passage, rank, value = run.read_text("utf-8").splitlines()[0].split("\t")
    assert (query, passage, rank) == ("q1", "a", "1")
    assert float(value) > 0


def test_metrics_by_hand() -> None:
    run = {"q": [("x", 3.0), ("a", 2.0), ("b", 1.0)], "unjudged": [("a", 1.0)]}
    metrics = score(run, {"q": {"a": 1, "b": 1}, "other": {"c": 0}}, 2.0)
    assert metrics.ndcg_at_10 == pytest.approx((0.63093 + 0.5) / (1 + 0.63093), abs=1e-4)
    assert (metrics.mrr_at_10, metrics.hit_at_1, metrics.hit_at_5) == (0.5, 0.0, 1.0)
    assert (metrics.recall_at_20, metrics.queries_per_second) == (1.0, 1.0)


def test_nothing_judged_scores_nothing() -> None:
    metrics = score({"q": []}, {}, 0.0)
    assert set(metrics.as_dict().values()) == {0.0}


BROKEN = [
    ({"corpus": "{"}, "corpus.jsonl, line 1: not JSON"),  # not JSON
    ({"corpus": "[]"}, "corpus.jsonl, line 1: not a JSON object"),  # another type
    ({"corpus": '{"_id": "a"}'}, "corpus.jsonl, line 1: the field 'text'"),  # a field missing
    ({"corpus": '{"_id": "", "text": "x"}'}, "line 1: the field '_id'"),  # an empty name
    ({"corpus": '{"_id": "a", "text": "x"}\n' * 2}, "line 2: the passage 'a'"),  # twice
    ({"queries": '\n{"_id": 1, "text": "x"}'}, "queries.jsonl, line 2"),  # a number as name
    ({"qrels": "a\tb\tc\nq\ta\tx"}, "qrels.tsv, line 2"),  # no number after the header
    ({"qrels": "q\ta"}, "qrels.tsv, line 1"),  # a column missing
]


@pytest.mark.parametrize(("replaced", "message"), BROKEN)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, replaced: dict[str, str], message: str
) -> None:
    with pytest.raises(EvaluationError) as caught:
        read_collection(write(tmp_path, **replaced))
    assert message in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"corpus\.jsonl"):
        evaluate(tmp_path)


def test_the_trec_form_of_judgements_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path, qrels="q1\t0\ta\t1\r\n")
    assert read_collection(folder).qrels == {"q1": {"a": 1}}


FLOORS = [
    ("squad-da", "ndcg@10", 0.840),
    ("squad-da", "mrr@10", 0.80),
    ("ft-dev", "ndcg@10", 0.53),
]


@pytest.mark.retrieval
@pytest.mark.parametrize(("name", "metric", "floor"), FLOORS)
@pytest.mark.skipif(not SHARED.exists(), reason="the evaluation sets are not here")
def test_scores_stay_above_their_floors(name: str, metric: str, floor: float) -> None:
    assert evaluate(SHARED / name).as_dict()[metric] >= floor

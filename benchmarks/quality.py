"""Quality on the sets of `../shared/eval`, with typos, and the signal of abstention."""

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.build import build, publish
from index.evaluation import Metrics, evaluate, read_collection, score
from index.search import open_index

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def rows(shared: Path) -> Iterator[str]:
    """The table of quality."""
    for name in ("squad-da", "ft-dev"):
        yield _row(name, evaluate(shared / "eval" / name))
        yield _row(f"{name}, one typo", _with_typos(shared / "eval" / name))
    yield f"| squad-da, half of the titles removed | AUROC {abstention(shared):.4f} | | | | |"


def abstention(shared: Path, seed: int = 1) -> float:
    """How well the signal tells questions of removed titles from the others."""
    collection = read_collection(shared / "eval" / "squad-da")
    titles = sorted({entry.heading for entry in collection.entries})
    random.Random(seed).shuffle(titles)
    kept = set(titles[: len(titles) // 2])
    title = {entry.passage_id: entry.heading for entry in collection.entries}
    answered, unanswered = [], []
    with tempfile.TemporaryDirectory() as place:
        build((e for e in collection.entries if e.heading in kept), Path(place), "g")
        publish(Path(place), "g")
        searcher = open_index(Path(place))
        for name, text in collection.queries.items():
            confidence = searcher.search(text).confidence
            has_answer = any(title[passage] in kept for passage in collection.qrels[name])
            (answered if has_answer else unanswered).append(confidence)
    return auroc(answered, unanswered)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive lies above a negative."""
    ranked = sorted([(value, 1) for value in positive] + [(value, 0) for value in negative])
    wins, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        mean = (place + end + 1) / 2
        wins += mean * sum(kind for _, kind in ranked[place:end])
        place = end
    count = len(positive)
    return (wins - count * (count + 1) / 2) / (count * len(negative))


def typo(text: str, chance: random.Random) -> str:
    """One letter of one word of four letters or more dropped, doubled, changed or swapped."""
    words = text.split(" ")
    places = [place for place, word in enumerate(words) if len(word) > 3]
    if not places:
        return text
    place = chance.choice(places)
    word = words[place]
    at = chance.randrange(len(word) - 1)
    words[place] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def _with_typos(folder: Path) -> Metrics:
    collection = read_collection(folder)
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as place:
        build(collection.entries, Path(place), "g")
        publish(Path(place), "g")
        searcher = open_index(Path(place))
        run = {
            name: [
                (h.passage_id, h.score) for h in searcher.search(typo(text, chance), limit=20).hits
            ]
            for name, text in collection.queries.items()
        }
    return score(run, collection.qrels, 0.0)


def _row(name: str, found: Metrics) -> str:
    values = (found.ndcg_at_10, found.mrr_at_10, found.hit_at_1, found.hit_at_5, found.recall_at_20)
    return f"| {name} | {' | '.join(f'{value:.4f}' for value in values)} |"

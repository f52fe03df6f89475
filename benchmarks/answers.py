"""The whole service on our own questions, and how fast a question is answered.

Prints, by half: right passage shown, unanswerable answered, AUROC of the confidence; then a cold
`principbot ask` and a warm answer. Run: `python -m benchmarks.answers`.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import auroc
from bot import wiring
from bot.answer import Answer, NoAnswer, Reason
from bot.service import GuidanceService, Question
from bot.settings import Settings
from tests.retrieval import judging

_COLD_RUNS = 7


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        with wiring.opened_library(settings) as library:
            service = wiring.service(library, settings)
            _quality(service)
            _warm(service)
        _cold(Path(folder))


def _quality(service: GuidanceService) -> None:
    print("own questions (written by the developers, see tests/retrieval/README.md)")
    verdicts = judging.judge(service, judging.load())
    for half in ("dev", "test", "both"):
        chosen = [v for v in verdicts if half in {v.question["half"], "both"}]
        score = judging.score(chosen)
        print(
            f"  {half:<5} right shown {score.right_shown:.3f} of {score.answerable},"
            f" unanswerable answered {score.falsely_answered:.3f} of {score.unanswerable},"
            f" AUROC {_auroc(chosen):.3f}"
        )


def _auroc(verdicts: Sequence[judging.Verdict]) -> float:
    due: tuple[list[float], list[float]] = [], []
    for verdict in verdicts:
        due[not verdict.question["answerable"]].append(sureness(verdict.result))
    return auroc(*due)


def sureness(result: Answer | NoAnswer) -> float:
    """How sure the product is that a source answers: its signal, 0 where a rule refuses."""
    weighed = {Reason.FOR_USIKKERT, Reason.INTET_FUNDET}
    is_refused = isinstance(result, NoAnswer) and result.reason not in weighed
    return 0.0 if is_refused else result.confidence


def _warm(service: GuidanceService) -> None:
    times = []
    for question in judging.load():
        began = time.perf_counter()
        service.answer(Question(question["question"]))
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    p95 = times[int(len(times) * 0.95)]
    print(f"warm answer: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms")


def _cold(data: Path) -> None:
    command = [sys.executable, "-m", "bot", "ask", "må vi give afslag"]
    times = []
    for _ in range(_COLD_RUNS):
        began = time.perf_counter()
        subprocess.run(command, env={"PRINCIPBOT_DATA": str(data)}, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    print(f"cold principbot ask: median {statistics.median(times):.2f} s, best {min(times):.2f} s")


if __name__ == "__main__":
    main()

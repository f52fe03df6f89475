"""What was read of the last questions is not read again."""

from index.kept import Kept


def test_the_last_two_questions_are_read_once() -> None:
    kept: Kept[int] = Kept()
    read: list[str] = []

    def length(question: str) -> int:
        read.append(question)
        return len(question)

    asked = ["må vi", "hvem", "må vi", "hvem", "hvornår", "hvornår", "hvem", "må vi"]
    assert [kept.of(question, length) for question in asked] == [len(one) for one in asked]
    assert read == ["må vi", "hvem", "hvornår", "må vi"]

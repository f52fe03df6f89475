"""The quiz with one person: the next question, and what the source says of every option."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import ButtonError
from bot.house_style import long_date
from bot.state.port import State
from bot.state.records import Person
from bot.tips import quiz, texts
from bot.tips.quotes import Quote
from bot.tips.rows import Quiz
from bot.tips.writer import TipWriter

LETTERS = "ABC"


@dataclass(frozen=True, slots=True)
class Feedback:
    """An answered question: what the source says, of each option as well."""

    question: Quiz
    chosen: int
    quote: Quote
    options: tuple[Quote, ...]
    generation: str

    @property
    def verdict(self) -> str:
        """Whether the source says what was chosen."""
        is_right = self.question.svar[self.chosen].rigtigt
        return texts.QUIZ_RIGHT if is_right else texts.QUIZ_WRONG

    @property
    def source(self) -> str:
        """Citation, and what the words are worth."""
        return f"{self.quote.citation} · {self.question.bemaerkning}"

    def said(self, place: int) -> str:
        """What the source says of one option, after our own word about it."""
        option = self.question.svar[place]
        return f"{option.melding} {self.options[place].text(self.question.sic)}"


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks; reads the state and the collection, so it runs in a thread."""

    state: State
    writer: TipWriter
    clock: Callable[[], dt.datetime]

    def following(self, person: Person) -> Quiz | str:
        """The next question, or the sentence that there is none now."""
        cards = self.state.tips.cards(person)
        found = quiz.next_question(self.writer.pool, cards, self.clock())
        if isinstance(found, Quiz):
            return found
        if found.is_enough:
            return texts.QUIZ_ENOUGH
        return texts.QUIZ_NONE.format(day=long_date(found.until))

    def answered(self, person: Person, key: str, chosen: int) -> Feedback:
        """What the source says; an answer to a question that was not due changes nothing.

        Raises:
            ButtonError: the question is not there any more.
            QuoteError: its quote no longer stands in the source.
        """
        question = self.writer.pool.question(key)
        if question is None or not 0 <= chosen < len(question.svar):
            raise ButtonError(f"Quizspørgsmålet {key} findes ikke længere.")
        quotes = self.writer.quotes
        options = tuple(quotes.of(question, option) for option in question.svar)
        told = Feedback(question, chosen, quotes.of(question), options, quotes.generation)
        right = question.svar[chosen].rigtigt
        cards = self.state.tips.cards(person)
        card = quiz.answered(question, cards, is_right=right, now=self.clock())
        if card is not None:
            self.state.tips.save_card(person, card)
        return told

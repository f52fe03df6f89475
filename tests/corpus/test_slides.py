"""Slides whose marks a converter lost."""

import pytest

from corpus.model import Mark, Span
from corpus.paragraphs import paragraphs
from corpus.slides import slides
from corpus.text import display

Shown = tuple[str | None, list[str], bool]


def shown(text: str, marks: tuple[Mark, ...] = ()) -> list[Shown]:
    def words(spans: tuple[Span, ...]) -> str:
        return display([text[span.start : span.end] for span in spans])

    return [
        (
            words(slide.title.spans) if slide.title else None,
            [words(paragraph.spans) for paragraph in slide.paragraphs],
            slide.loose,
        )
        for slide in slides(paragraphs(text, marks), marks)
    ]


BOXES = "Flere fejl\n\nFlere klager\n\nLængere \nsagsbehandlingstid\n"
BOX_WORDS = ["Flere fejl", "Flere klager", "Længere sagsbehandlingstid"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # title, then bullets
        ("Hvad truer\n\n• Fejl\n• Tid\n", [("Hvad truer", ["• Fejl", "• Tid"], False)]),
        # a page start begins a slide
        ("Om fejl\n\nDer er fejl.\n Om tid\n\nDer er tid.",
         [("Om fejl", ["Der er fejl."], False), ("Om tid", ["Der er tid."], False)]),
        # a wide gap begins a slide
        ("Om fejl\n\nDer er fejl.\n\n\n\nOm tid\n\nDer er tid.",
         [("Om fejl", ["Der er fejl."], False), ("Om tid", ["Der er tid."], False)]),
        # a title before the page start belongs to what follows
        (" Tre ideer\n Ingen bør stå alene, men have en bisidder.",
         [("Tre ideer", ["Ingen bør stå alene, men have en bisidder."], False)]),
        # a page start in the middle of a list
        ("Regler\n\n• Hjælp\n • Jeg ser dig", [("Regler", ["• Hjælp", "• Jeg ser dig"], False)]),
        # the title printed once more below
        ("Fejl I – om tid\n\nDer er fejl.\n Fejl I\n Fejl II\n\nMere.",
         [("Fejl I – om tid", ["Der er fejl."], False), ("Fejl II", ["Mere."], False)]),
        # a diagram has no title of its own
        (BOXES, [(None, BOX_WORDS, True)]),
        # but may have one before it
        (f"Hvorfor igen?\n {BOXES}", [("Hvorfor igen?", BOX_WORDS, True)]),
        # lone boxes, each on a page start: the longest without figures is the title
        ("Voksen\n Tal og statistik\n Børn\n §95 og 96\nvs\n§ 85\n Om fejl\n\n• Fejl",
         [("Tal og statistik", ["Voksen", "Tal og statistik", "Børn", "§95 og 96 vs § 85"], True),
          ("Om fejl", ["• Fejl"], False)]),
        # titles at the end, with nothing below
        ("Om fejl\n\nDer er fejl.\n\n\n\nHvad nu?\n Og så?",
         [("Om fejl", ["Der er fejl."], False), ("Hvad nu?", ["Hvad nu?", "Og så?"], False)]),
        # a title alone, then a wide gap and another one alone
        ("Hvad nu?\n\n\n\nOg så?",
         [("Hvad nu?", ["Hvad nu?"], False), ("Og så?", ["Og så?"], False)]),
        # a title alone, then a wide gap and a whole slide
        ("Hvad nu?\n\n\n\nOm fejl\n\n• Fejl",
         [("Hvad nu?", ["Hvad nu?"], False), ("Om fejl", ["• Fejl"], False)]),
        # prose needs no title
        (" I en stat har\nmagten regler.", [(None, ["I en stat har magten regler."], False)]),
        # lines without gaps are a list, not boxes
        ("Tre\n\nHelhed\nHurtighed\nSaglighed",
         [("Tre", ["Helhed", "Hurtighed", "Saglighed"], False)]),
        ("", []),
    ],
)  # fmt: skip
def test_slides_are_found(text: str, expected: list[Shown]) -> None:
    assert shown(text) == expected


def test_marks_say_where_slides_begin() -> None:
    text = "Om fejl\n\nDer er fejl.\n\nOm tid\n\nDer er tid.\n"
    marks = (
        Mark("slide", "1", Span(0, 7)),
        Mark("slide", "2", Span(text.index("Om tid"), len(text))),
    )
    assert shown(text, marks) == [
        ("Om fejl", ["Der er fejl."], False),
        ("Om tid", ["Der er tid."], False),
    ]

"""Word recall of the PDF reader on PDFs that LibreOffice sets from the five texts.

Four layouts: one column with hyphenation, header and footer; two columns; a letter with an
address box at the right; slides. Floor: 99.5 % of the words in each.
Also: how fast acts become passages, and the memory that takes, where the saved acts lie beside
the repository.
Run: `python -m benchmarks.readers`. Without LibreOffice the PDFs are skipped with a message.
"""

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import pptx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx.util import Cm

from corpus.connectors import folder
from corpus.kinds import registry as kinds
from corpus.model import SourceFile
from corpus.readers import pdf
from corpus.readers import registry as readers
from corpus.text import display

FLOOR = 0.995
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def texts() -> dict[str, list[str]]:
    """The five texts as clean paragraphs, by file name, and all together."""
    found = {}
    for file in sorted(files("corpus").joinpath("library").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".txt"):
            found[file.name[:3]] = list(_paragraphs(file.read_text("utf-8")))
    return {**found, "all": [paragraph for part in found.values() for paragraph in part]}


def _paragraphs(text: str) -> Iterator[str]:
    """About sixty words each: what matters here is the setting, not the true paragraphs."""
    words = display([text]).split()
    for start in range(0, len(words), 60):
        yield " ".join(words[start : start + 60])


def one_column(paragraphs: list[str]) -> Any:
    """Justified, hyphenated, with running header and footer."""
    document = _document()
    _header(document)
    for paragraph in paragraphs:
        _justified(document, paragraph)
    return document


def two_columns(paragraphs: list[str]) -> Any:
    """As one column, in two."""
    document = one_column(paragraphs)
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "500")
    section = document.element.body.sectPr
    for old in section.findall(qn("w:cols")):
        section.remove(old)
    section.append(columns)
    return document


def letter(paragraphs: list[str]) -> Any:
    """A letterhead with an address box at the right."""
    document = _document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Folketingets Social- og Indenrigsudvalg"
    table.rows[0].cells[1].text = "Holmens Kanal 22\n1060 København K\nSagsnr.\n2020 - 1164"
    document.add_section(WD_SECTION.CONTINUOUS)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def slides(paragraphs: list[str]) -> Any:
    """A slide a paragraph, in boxes."""
    show = pptx.Presentation()
    for number, paragraph in enumerate(paragraphs, start=1):
        slide = show.slides.add_slide(show.slide_layouts[6])
        title = slide.shapes.add_textbox(Cm(1), Cm(1), Cm(22), Cm(2))
        title.text_frame.text = f"Overskrift {number}"
        box = slide.shapes.add_textbox(Cm(1), Cm(4), Cm(22), Cm(12))
        box.text_frame.word_wrap = True
        box.text_frame.text = paragraph
    return show


LAYOUTS = {
    "one column": (one_column, ".docx"),
    "two columns": (two_columns, ".docx"),
    "letter": (letter, ".docx"),
    "slides": (slides, ".pptx"),
}


def recall(truth: list[str], read: str) -> float:
    """Share of the words of the truth that were read, each as often as it stands there."""
    wanted = Counter(_WORD.findall(" ".join(truth)))
    got = Counter(_WORD.findall(display([read])))
    return sum(min(count, got[word]) for word, count in wanted.items()) / sum(wanted.values())


def missing(truth: list[str], read: str) -> list[str]:
    """The words that were not read, for a look at what went wrong."""
    return sorted(
        (
            Counter(_WORD.findall(" ".join(truth))) - Counter(_WORD.findall(display([read])))
        ).elements()
    )


def acts() -> None:
    """Characters a second from the gzipped file to passages, and the most memory used."""
    path = Path(__file__).parents[1] / ".." / "shared" / "data" / "laws" / "social-acts.jsonl.gz"
    if not path.exists():
        print("readers: acts skipped, ../shared is not there")
        return
    characters = passages = 0
    start = time.perf_counter()
    for found in folder.files(path):
        if isinstance(found, SourceFile):
            parsed = kinds.parse(found, readers.read(found))
            characters += len(parsed.version.text)
            passages += len(parsed.passages)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"readers: acts {characters / 1e6:.1f} M characters, {passages} passages in {seconds:.1f} s"
        f" ({characters / 1e6 / seconds:.1f} M/s), {memory:.0f} MB"
    )


def main() -> int:
    """Print a line a layout; 1 when a layout is under the floor."""
    acts()
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("readers: skipped, LibreOffice is not installed (libreoffice-writer, -impress)")
        return 0
    worst = 1.0
    with tempfile.TemporaryDirectory() as place:
        for name, (make, ending) in LAYOUTS.items():
            for key, paragraphs in texts().items():
                path = Path(place) / f"{key}{ending}"
                make(paragraphs).save(str(path))
                made = _to_pdf(office, path)
                start = time.perf_counter()
                result = pdf.read(SourceFile(made.name, made.read_bytes()))
                seconds = time.perf_counter() - start
                share = recall(paragraphs, result.text)
                worst = min(worst, share)
                print(f"readers: {name:12} {key}  recall {share:.4f}  {seconds * 1000:.0f} ms")
                if "-v" in sys.argv:
                    print("   ", missing(paragraphs, result.text)[:20], result.warnings)
    print(f"readers: worst recall {worst:.4f}, floor {FLOOR}")
    return int(worst < FLOOR)


def _to_pdf(office: str, path: Path) -> Path:
    subprocess.run(
        [office, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return path.with_suffix(".pdf")


def _document() -> Any:
    document = docx.Document()
    hyphens = OxmlElement("w:autoHyphenation")
    hyphens.set(qn("w:val"), "true")
    document.settings.element.append(hyphens)
    style = document.styles["Normal"].element
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    style.get_or_add_rPr().append(language)
    return document


def _header(document: Any) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Retssikkerhed på socialområdet"
    section.footer.paragraphs[0].text = "Aalborg Kommune, maj 2020"


def _justified(document: Any, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


if __name__ == "__main__":
    sys.exit(main())

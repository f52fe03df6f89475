"""The law register: what a law is called, and where its provisions went."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from corpus.datafiles import load_table
from corpus.lawkey import Kept, LawKey, Moved, Provision

FILE = "love.tsv"

_SHORTEST_TYPO = 7
"""Shorter names are not matched with a typo: too many others lie one edit away."""


@dataclass(frozen=True, slots=True)
class Law:
    """One law as the register knows it."""

    key: str
    """The name it is called by here: the popular one, else the title."""
    title: str
    """Official title, without `Bekendtgørelse af`."""
    names: tuple[str, ...]
    """Other names and spellings."""
    abbreviations: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Abbreviations that mean something else in orders; a caseworker's question means the law."""
    consolidation: str | None
    """The newest in the data, as `LBK nr. 1129 af 22/09/2025`; a newer one may exist."""
    source: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """Key, title and names, each once."""
        return tuple(dict.fromkeys((self.key, self.title, *self.names)))


class Register:
    """Laws by name, abbreviation and old provision."""

    def __init__(self, laws: Iterable[Law], key: LawKey) -> None:
        self.laws = tuple(laws)
        self._key = key
        self._names = {_plain(name): law for law in self.laws for name in law.all_names}
        self._short = {short: law for law in self.laws for short in law.abbreviations}
        self._ambiguous = {short for law in self.laws for short in law.ambiguous}
        self._near = _neighbourhood(self._names)

    @classmethod
    def read(cls, folder: Traversable | None = None) -> "Register":
        """The register of a data folder.

        Raises:
            DataFileError: a file is broken.
        """
        return cls(map(_law, load_table(FILE, folder)), LawKey.read(folder))

    def resolve(self, name: str, *, question: bool = False) -> Law | None:
        """The law of this name or abbreviation, also in the genitive; None when it is unknown.

        In a caseworker's question an ambiguous abbreviation means the law, small letters do
        (`sel`), and a name may have one typo. Elsewhere an ambiguous one stays unresolved.
        """
        if found := self._by_short(name.strip(), question=question):
            return found
        for plain in _without_genitive(_plain(name)):
            if plain in self._names:
                return self._names[plain]
        return self._by_typo(_plain(name)) if question else None

    def is_abbreviation(self, short: str, *, question: bool = False) -> bool:
        """Whether it stands for a law, be it ambiguous; small letters only in a question."""
        return (short.upper() if question else short) in self._short

    def moved(self, provision: Provision) -> Moved | None:
        """Where a provision of serviceloven stands since 1 January 2024, with the notice."""
        return self._key.moved(provision)

    def kept(self, provision: Provision) -> Kept | None:
        """That a provision stays in serviceloven and applies to children all the same."""
        return self._key.kept(provision)

    def _by_short(self, name: str, *, question: bool) -> Law | None:
        short = name.upper() if question else name
        if short in self._ambiguous and not question:
            return None
        return self._short.get(short)

    def _by_typo(self, plain: str) -> Law | None:
        for form in _without_genitive(plain):
            if len(form) < _SHORTEST_TYPO:
                continue
            near = {
                known
                for cut in _cuts(form)
                for known in self._near.get(cut, ())
                if _is_one_edit(form, known)
            }
            laws = {self._names[known].key for known in near}
            if len(laws) == 1:
                return self._names[near.pop()]
        return None


@cache
def load() -> Register:
    """The register as installed, read once.

    Raises:
        DataFileError: a file is broken.
    """
    return Register.read()


def _law(row: Mapping[str, str]) -> Law:
    return Law(
        key=row["noegle"],
        title=row["titel"],
        names=_parts(row["navne"]),
        abbreviations=_parts(row["forkortelser"]),
        ambiguous=_parts(row["tvetydige"]),
        consolidation=row["bekendtgoerelse"] or None,
        source=row["kilde"],
    )


def _parts(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split(";") if part)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _without_genitive(plain: str) -> tuple[str, ...]:
    """`servicelovens`, `barnets lovs`, `ældrelov` -> how the register may spell them."""
    base = plain.removesuffix("s")
    return (plain, base, f"{base}en") if base.endswith("lov") else (plain, base)


def _cuts(word: str) -> set[str]:
    """The word, and it with any one letter taken out."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def _neighbourhood(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    near: dict[str, list[str]] = {}
    for name in names:
        if len(name) >= _SHORTEST_TYPO and " " not in name:
            for cut in _cuts(name):
                near.setdefault(cut, []).append(name)
    return {cut: tuple(found) for cut, found in near.items()}


def _is_one_edit(one: str, other: str) -> bool:
    """At most one letter added, left out, changed, or two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    left, right = one[place:], other[place:]
    if len(one) < len(other):
        return left == right[1:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or swapped

"""Whether two Danish words are forms of one word, without a dictionary.

Not a stemmer: two words are alike when each is their common beginning and an ending that Danish
inflects with. A stemmer cuts each word alone and brings "moderne" and "moder", "konkurrere" and
"konkurs" together, which a ranking forgives and a lexicon does not.
"""

KEY_LENGTH = 4
"""Words that are alike share this many first letters, or the shorter one is shorter itself."""

_MIN_LENGTH = 3
"""Words of fewer letters match as they stand."""

_ENDINGS = frozenset(
    ending + genitive
    for ending in ("", "e", "n", "en", "t", "et", "r", "er", "ne", "ene", "rne", "erne")
    for genitive in ("", "s")
) | frozenset(
    {"ere", "est", "este", "te", "de", "ede", "ende", "tes", "des", "edes"},
)
"""Nouns, adjectives and verbs: barnet, børnenes, ringere, klagede, flyttes."""
_SHORT_ENDINGS = frozenset({"", "s", "en", "et"})
"""After three letters: bil, bilen; but "far" is not "fare", "dem" not "demens"."""
_AFTER_DOUBLED = frozenset({"e", "en", "et", "er", "ene", "erne", "ens", "ets", "ede", "es"})
"""After a doubled consonant: tilbud, tilbuddet; but "konkurs" is not "konkurrere"."""
_FUSED = frozenset({"re", "rene", "res", "renes"})
"""forælder, forældre: the plural has lost the e of the stem, the singular has kept it."""
_UNFUSED = frozenset({"er", "ers", "eren", "erens"})


def are_alike(one: str, other: str) -> bool:
    """Whether the folded words are forms of one word."""
    if one == other:
        return True
    shared = _shared_letters(one, other)
    if shared < _MIN_LENGTH:
        return False
    rests = (one[shared:], other[shared:])
    if shared == _MIN_LENGTH:
        return "" in rests and all(_is_ending(one[:shared], rest, _SHORT_ENDINGS) for rest in rests)
    if any(rest in _FUSED for rest in rests):
        return all(rest in _FUSED | _UNFUSED for rest in rests)
    return all(_is_ending(one[:shared], rest, _ENDINGS) for rest in rests)


def keys_of(word: str) -> tuple[str, ...]:
    """Where in an index by the first letters a form of the word may stand."""
    lengths = range(min(len(word), _MIN_LENGTH), min(len(word), KEY_LENGTH) + 1)
    return tuple(word[:length] for length in lengths)


def _shared_letters(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_ending(stem: str, rest: str, endings: frozenset[str]) -> bool:
    return rest in endings or (rest[:1] == stem[-1] and rest[1:] in _AFTER_DOUBLED)

"""Tables of the grammar: input, the references in our own form, one comment a row."""

import pytest

from corpus.citations import Reading, find, parse, written


def read(text: str, reading: Reading = Reading.PROSE) -> list[str]:
    return [written(citation) for citation in find(text, reading)]


PROVISIONS = [
    ("§ 41", ["§ 41"]),  # bare
    ("§86", ["§ 86"]),  # no space
    ("§ 32 a", ["§ 32 a"]),  # letter
    ("§ 32a", ["§ 32 a"]),  # letter without space
    ("§ 61 A, stk. 2", ["§ 61 A, stk. 2"]),  # capital letter of the tax laws
    ("§ 33 i serviceloven", ["servicelovens § 33"]),  # "i" is the word
    ("§ 33 i, stk. 2, i ligningsloven", ["ligningslovens § 33 i, stk. 2"]),  # "i" is the letter
    ("§ 86 af loven", ["§ 86"]),  # a word, not a letter
    ("§§ 95 og 96", ["§ 95", "§ 96"]),  # two
    ("§95 og 96\nvs\n§ 85 og § 86", ["§ 95", "§ 96", "§ 85", "§ 86"]),  # one sign, source 004
    ("§ 41 og 2 børn", ["§ 41"]),  # counts children
    ("§§ 41, 42 og 43", ["§ 41", "§ 42", "§ 43"]),  # a list
    ("§§ 8 a, 13 eller 13 a", ["§ 8 a", "§ 13", "§ 13 a"]),  # with letters
    ("§§ 834 og 752", ["§ 834", "§ 752"]),  # two signs: the list may fall
    ("§§ 54 a og b", ["§ 54 a", "§ 54 b"]),  # letter alone
    ("§§ 22-24", ["§§ 22-24"]),  # range
    ("§§ 9–9 b", ["§§ 9-9 b"]),  # range to a letter, long dash
    ("§§ 28 A-C", ["§§ 28 A-28 C"]),  # range of letters
    ("§ 12 - 3 børn", ["§ 12"]),  # a dash that falls is no range
    ("§ 85, stk. 2, nr. 3, litra b", ["§ 85, stk. 2, nr. 3, litra b"]),  # all levels
    ("§ 85 stk 2 nr 3", ["§ 85, stk. 2, nr. 3"]),  # without dots and commas
    ("§ 4, stk. 1, 2. pkt.", ["§ 4, stk. 1, 2. pkt."]),  # punktum
    ("§ 4, stk. 1, 1.-3. pkt., og § 7", ["§ 4, stk. 1, 1.-3. pkt.", "§ 7"]),  # range of them
    ("§ 10, stk. 1, 2. og 7. pkt.", ["§ 10, stk. 1, 2. pkt.", "§ 10, stk. 1, 7. pkt."]),  # two
    ("§ 41, stk. 1 og 2", ["§ 41, stk. 1", "§ 41, stk. 2"]),  # list inside
    ("§§ 43, stk. 3, og 46, stk. 1", ["§ 43, stk. 3", "§ 46, stk. 1"]),  # og begins a new §
    ("§ 11 a, stk. 1, 2, og 4-6", [f"§ 11 a, stk. {n}" for n in ("1", "2", "4-6")]),  # comma, og
    ("§ 2, nr. 1-3, 7, 11-14, i loven", [f"§ 2, nr. {n}" for n in ("1-3", "7", "11-14")]),  # commas
    ("§ 60, stk. 1-3, stk. 4, 1. pkt.", ["§ 60, stk. 1-3", "§ 60, stk. 4, 1. pkt."]),  # stk. again
    ("§ 2, nr. 1, nr. 2, og nr. 3", [f"§ 2, nr. {n}" for n in (1, 2, 3)]),  # nr. again
    ("efter § 21 a, 770 kr.", ["§ 21 a"]),  # an amount
    ("efter § 14, stk. 3, og 2 medlemmer", ["§ 14, stk. 3"]),  # persons
    ("§ 5, stk. 1-3, og stk. 6", ["§ 5, stk. 1-3", "§ 5, stk. 6"]),  # list of stykker
    (
        "§ 2, stk. 2, nr. 1, 2, 6 og 9",  # list of numre
        [f"§ 2, stk. 2, nr. {nr}" for nr in (1, 2, 6, 9)],
    ),
    ("§ 16, stk. 1, litra a-e", ["§ 16, stk. 1, litra a-e"]),  # litra range
    ("§ 9, stk. 1, nr. 3, litra a og b", [f"§ 9, stk. 1, nr. 3, litra {x}" for x in "ab"]),  # two
    ("§§ 72 og 73 og § 74, stk. 2", ["§ 72", "§ 73", "§ 74, stk. 2"]),  # mixed signs
    ("§ 14, nr. 4 og 5, eller 8) hvis", ["§ 14, nr. 4", "§ 14, nr. 5"]),  # 8) counts points
    ("(jf. § 14, stk. 1 og 8)", ["§ 14, stk. 1", "§ 14, stk. 8"]),  # 8) closes the parenthesis
    ("§ 20, stk. 2, 3 måneder efter", ["§ 20, stk. 2"]),  # months are not a number of the list
    ("§ 5, jf. stk. 2", ["§ 5"]),  # another part of the same §, named by itself
    ("§ 5, nr. 12345", ["§ 5"]),  # the number of an act
    ("§ 5 stk. 1 stk. 2", ["§ 5, stk. 1"]),  # the next sentence, its comma lost
    ("§ 9, nr. 3, litra a, b eller e", [f"§ 9, nr. 3, litra {x}" for x in "abe"]),
    ("§ 7, 1. pkt., og 3. pkt.", ["§ 7, 1. pkt.", "§ 7, 3. pkt."]),  # two
    ("§ 15.64.16.10. på finansåret", []),  # the finance act's accounts
    ("§ eller paragraf", []),  # a sign alone
]

LAWS = [
    ("servicelovens § 41", ["servicelovens § 41"]),  # genitive
    ("Servicelovens § 41", ["servicelovens § 41"]),  # at the start of a sentence
    ("SEL § 41", ["servicelovens § 41"]),  # abbreviation
    ("§ 41 SEL", ["servicelovens § 41"]),  # behind
    ("BL §86", ["§ 86"]),  # ambiguous: Bestemmelser for Civil Luftfart
    ("barnets lovs § 5, stk. 3", ["barnets lov § 5, stk. 3"]),  # two words
    ("§ 5 i barnets lov", ["barnets lov § 5"]),  # two words behind
    ("jf. lovforslagets § 1, punkt 3", ["lovforslagets § 1, nr. 3"]),  # KL's letter, 002
    ("§ 52 i lov om social service", ["servicelovens § 52"]),  # title behind
    ("lov om social service § 52", ["servicelovens § 52"]),  # title before
    ("§ 4 i lov om almene boliger m.v.", ["almenboliglovens § 4"]),  # with m.v.
    ("§ 4 i lov om leje af erhvervslokaler", ["§ 4"]),  # a longer title that is not known
    ("§ 597 i retsplejelov for Grønland", ["§ 597"]),  # another land's law
    ("§ 4 i lovforslaget", ["lovforslagets § 4"]),  # a bill behind
    ("§ 4 i samme lov", ["§ 4"]),  # no law before it
    ("tandlægelovens § 3", ["tandlægelovens § 3"]),  # not in the register, by its own name
    ("SU-lovens § 8", ["SU-lovens § 8"]),  # hyphen
    ("børne- og ungeydelseslovens § 4", ["børne- og ungeydelseslovens § 4"]),  # two halves
    ("dag- og klublovens § 4", ["§ 4"]),  # two halves that are no known law
    ("bekendtgørelsens § 4", ["§ 4"]),  # the order's own
    ("lovens § 4", ["§ 4"]),  # the law's own
    ("BEK 861/2025 § 11", ["BEK 861/2025 § 11"]),  # an act by its number
    (
        "§ 1 i lov nr. 722 af 25. juni 2014",  # behind
        ["LOV nr. 722 af 25/06/2014 § 1"],
    ),
    (
        "Lov om social service (serviceloven), § 4",  # title and name, then §
        ["serviceloven", "serviceloven", "servicelovens § 4"],
    ),
    ("serviceloven er en rammelov", ["serviceloven"]),  # a word for a sort of law
    ("efter orlovens § 3", ["§ 3"]),  # orlov is no law
]

CARRIED = [
    # a list
    ("servicelovens § 41 og § 42, jf. § 43", [f"servicelovens § {n}" for n in (41, 42, 43)]),
    # a list before the name
    ("§ 11, stk. 7, og § 52 i serviceloven", ["servicelovens § 11, stk. 7", "servicelovens § 52"]),
    # named earlier in the sentence
    ("Efter serviceloven ydes hjælp, jf. § 41.", ["serviceloven", "servicelovens § 41"]),
    # not over the end of the sentence
    ("Efter servicelovens § 41. Det følger af § 3.", ["servicelovens § 41", "§ 3"]),
    # nor where a § begins the next one
    ("Efter servicelovens § 41. § 3 siger", ["servicelovens § 41", "§ 3"]),
    # the law's consolidation stands between
    (
        (
            "Lov om social pension (pensionsloven), senest bekendtgjort i lovbekendtgørelse "
            "nr. 1123 af 21. oktober 2024 § 32, stk. 1, om"
        ),
        [
            "pensionsloven",
            "pensionsloven",
            "LBK nr. 1123 af 21/10/2024",
            "pensionslovens § 32, stk. 1",
        ],
    ),
    # the same with a full stop, as decisions list the rules
    (
        (
            "Serviceloven, senest bekendtgjort i lovbekendtgørelse nr. 1129 af 22. september 2025. "
            "§§ 109 og 110 om ophold"
        ),
        [
            "serviceloven",
            "LBK nr. 1129 af 22/09/2025",
            "servicelovens § 109",
            "servicelovens § 110",
        ],
    ),
    # an abbreviation's dot ends no sentence
    ("servicelovens § 41, jf. bl.a. § 42", ["servicelovens § 41", "servicelovens § 42"]),
    # a new law takes over
    ("servicelovens § 41 og barnets lov § 86", ["servicelovens § 41", "barnets lov § 86"]),
    # another act that is not resolved stops it
    ("servicelovens § 41 og § 3 i bekendtgørelsen om § 4", ["servicelovens § 41", "§ 3", "§ 4"]),
    # samme lov
    ("§ 4 i serviceloven og reglen i § 5 i samme lov", ["servicelovens § 4", "servicelovens § 5"]),
]

IN_ACTS = [
    ("§ 41. Kommunalbestyrelsen skal yde", []),  # the act's own heading
    ("»§ 122 a. Staten refunderer", []),  # a heading that is put in
    ("efter § 41. Kommunen", ["§ 41"]),  # a reference at the end of a sentence
    ("Efter servicelovens § 41 skal, jf. dog § 7", ["servicelovens § 41", "§ 7"]),  # own § 7
    ("§ 41 i serviceloven og § 7", ["servicelovens § 41", "§ 7"]),  # own or not: unresolved
    ("servicelovens § 41 og § 42", ["servicelovens § 41", "servicelovens § 42"]),  # a list
    (
        "lovens §§ 51 og 58, samt § 11 og § 15 i aktivloven",
        ["§ 51", "§ 58", "§ 11", "aktivlovens § 15"],
    ),  # the law's own list, then another: unresolved
    ("jf. §§ 1 og 2 samt § 4 i aktivloven", ["§ 1", "§ 2", "aktivlovens § 4"]),  # samt begins anew
    ("EUT 2012, nr. L 334, side 1", []),  # the Union's journal, no bill
]

QUESTIONS = [
    ("merudgifter SEL 41", ["servicelovens § 41"]),  # no sign
    ("sel 85 og 83", ["servicelovens § 85", "servicelovens § 83"]),  # small, a list that falls
    ("bl 86", ["barnets lov § 86"]),  # a caseworker means barnets lov
    ("BL §86 tabt", ["barnets lov § 86"]),
    ("paragraf 87", ["§ 87"]),  # the word
    ("paragrafferne 86 og 87 i barnets lov", ["barnets lov § 86", "barnets lov § 87"]),
    ("gl. § 52", ["gl. servicelovens § 52"]),  # only serviceloven has an old and a new place
    ("den gamle § 52", ["gl. servicelovens § 52"]),
    ("servicelovens 41", ["servicelovens § 41"]),  # name and number
    ("barnets lov 86", ["barnets lov § 86"]),
    ("sevicelovens § 41", ["servicelovens § 41"]),  # a typo in the genitive
    ("servicelven § 41", ["servicelovens § 41"]),  # a typo in the ending
    ("forvaltningslovn §19", ["forvaltningslovens § 19"]),
    ("kan § 41 bruges efter serviceloven", ["servicelovens § 41", "serviceloven"]),  # the only law
    ("FVL § 19 og § 41 i SEL", ["forvaltningslovens § 19", "servicelovens § 41"]),  # two laws
    ("hvad siger 34-18", ["34-18"]),  # a bare decision
    ("må vi give 10-12 timer om ugen", []),  # hours
    ("SEL 3 år", ["serviceloven"]),  # years
    ("B23", ["B 23"]),  # tight
    ("B2345", []),  # no motion
    ("10-12 år gammel", []),  # an age
    ("FVL", ["forvaltningsloven"]),  # the abbreviation is the whole question
    ("hvad siger fvl om aktindsigt", []),  # small letters only with a number
    ("samråd SEL 41", ["servicelovens § 41"]),  # the law's letters are no letters of a samråd
    ("samråd SEL", ["samrådsspørgsmål SEL"]),  # without a number they are
]

OTHERS = [
    ("principmeddelelse 34-18", ["principmeddelelse 34-18"]),  # since 2009
    ("principafgørelse C-12-03", ["principafgørelse C-12-03"]),  # before
    ("[Ankestyrelsens principmedd. 34-18]", ["principmeddelelse 34-18"]),  # 004
    (
        "Principmeddelelserne 8-25, 15-14 og 14-20",
        ["principmeddelelse 8-25", "principmeddelelse 15-14", "principmeddelelse 14-20"],
    ),  # a list
    ("SM B 4-87 og SM B 4-89", ["SM B 4-87", "SM B 4-89"]),  # Sociale Meddelelser
    ("PM 3-26", ["principmeddelelse 3-26"]),  # short
    ("PM'erne 20-25", ["principmeddelelse 20-25"]),  # plural
    ("C-12-03", ["C-12-03"]),  # a number with its letter
    ("Kasserede principmeddelelser: 15-14: Når en", ["15-14"]),  # a decision's list
    ("principmeddelelser: 15-99: noget", []),  # no year of bare numbers
    ("kl. 8-16 og tlf. 34-18", []),  # hours and a telephone
    ("spørgsmål nr. 274 (alm. del)", ["spørgsmål nr. 274 (alm. del)"]),  # 001
    ("spørgsmål nr. 2 (B 23)", ["spørgsmål nr. 2 (B 23)"]),  # 000
    ("spm. 2 (B 23)", ["spørgsmål nr. 2 (B 23)"]),  # short
    ("spørgsmål nr. S 1210", ["spørgsmål nr. S 1210"]),  # § 20
    ("SOU spm. 571", ["SOU spørgsmål nr. 571"]),  # committee
    ("SOU alm. del - spørgsmål 274", ["SOU spørgsmål nr. 274 (alm. del)"]),  # as ft.dk writes
    ("spørgsmål nr. 2 og 3", ["spørgsmål nr. 2", "spørgsmål nr. 3"]),  # two
    ("spørgsmål nr. 2 og 3 børn", ["spørgsmål nr. 2"]),  # children are counted
    ("12 spørgsmål 3 børn", []),  # no number of a question
    ("spørgsmål nr. 2 (B 23", ["spørgsmål nr. 2", "B 23"]),  # an open parenthesis
    ("spørgsmål 345:", ["spørgsmål nr. 345"]),  # 003
    ("der var 12 spørgsmål", []),  # a count before
    ("jf. samrådsspm. AB og AC.", ["samrådsspørgsmål AB", "samrådsspørgsmål AC"]),  # 003
    ("jf. samrådspørgsmål P.", ["samrådsspørgsmål P"]),  # 001, one s
    ("samråd 13. august 2020", ["samråd 13. august 2020"]),  # 004
    ("samrådet den 23. marts med", ["samråd 23. marts"]),  # 003, no year
    ("samråd SEL § 41", ["servicelovens § 41"]),  # the law's letters are no letters of a samråd
    ("L 151", ["L 151"]),  # bill
    ("B 23 - bilag 2", ["B 23"]),  # motion
    ("lovforslag nr. L 94 (2022-23)", ["L 94 (2022-23)"]),  # with its session
    ("bilag B 2 og vitamin B 12", []),  # other letters
    ("(EUT L 129 af 16.5.2012, s. 1)", ["16. maj 2012"]),  # the Union's journal
    ("LBK nr. 1129 af 22/09/2025", ["LBK nr. 1129 af 22/09/2025"]),  # as Retsinformation writes
    ("BEK 861/2025", ["BEK 861/2025"]),  # number and year
    ("KEN nr 9456 af 02/06/2023", ["KEN nr. 9456 af 02/06/2023"]),  # no dot
    ("lov nr. 573 af 24. juni 2005", ["LOV nr. 573 af 24/06/2005"]),  # in words
    ("lovbekendtgørelse nr. 1284 af 17. november 2015", ["LBK nr. 1284 af 17/11/2015"]),
    ("ændringsbekendtgørelse nr. 690 af 21. juni 2007", ["BEK nr. 690 af 21/06/2007"]),
    ("vejledning nr. 9279 af 2018", ["VEJ 9279/2018"]),  # year alone
    (
        "bekendtgørelse nr. 1 af 2. maj 2010, nr. 3 af 4. juni 2011",  # a list
        ["BEK nr. 1 af 02/05/2010", "BEK nr. 3 af 04/06/2011"],
    ),
    ("Kommissionens forordning (EU) nr. 1407/2013", []),  # not Danish
    ("FOB 2024-19", ["FOB 2024-19"]),  # now
    ("FOB 05.293", ["FOB 2005.293"]),  # two digits
    ("FOB 1998, s. 123", ["FOB 1998, s. 123"]),  # page
    ("FOB 2009 1-1", ["FOB 2009-1-1"]),  # chapter and number
]

DATES = [
    ("d. 7. februar 2020", ["7. februar 2020"]),  # 000
    ("7 feb. 2020", ["7. februar 2020"]),  # short month
    ("21-02-2020", ["21. februar 2020"]),  # 001
    ("26/2-20", ["26. februar 2020"]),  # 004
    ("den 24/9-20", ["24. september 2020"]),
    ("22/09/2025", ["22. september 2025"]),  # Retsinformation
    ("20.02.2025", ["20. februar 2025"]),  # ast.dk
    ("2025-09-22", ["22. september 2025"]),  # ISO
    ("den 23. marts", ["23. marts"]),  # no year
    ("september 2021", ["september 2021"]),  # no day
    ("2. \nmaj 2019", ["2. maj 2019"]),  # over a line end
    ("19. november 2021", ["19. november 2021"]),
    ("31/2-20", []),  # no such day
    ("31. februar 2020", []),  # nor as a month of a year
    ("kl. 6.00-24.00", []),  # hours
    ("version 1.2.2020.1", []),  # a version
    ("maj måned", []),  # a month without a year
]


@pytest.mark.parametrize(("text", "expected"), [*PROVISIONS, *LAWS, *CARRIED, *OTHERS, *DATES])
def test_prose(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), IN_ACTS)
def test_acts(text: str, expected: list[str]) -> None:
    assert read(text, Reading.ACT) == expected


@pytest.mark.parametrize(("text", "expected"), QUESTIONS)
def test_questions(text: str, expected: list[str]) -> None:
    assert read(text, Reading.QUESTION) == expected


def test_bare_paragraf_of_an_act_is_its_own() -> None:
    found = find("efter § 5 og § 4 i lov om social pension", Reading.ACT, "serviceloven")
    assert [written(ref) for ref in found] == ["§ 5", "pensionslovens § 4"]  # § 5 fits both
    found = find("jf. § 5. Efter aktivlovens § 4", Reading.ACT, "serviceloven")
    assert [written(ref) for ref in found] == ["servicelovens § 5", "aktivlovens § 4"]


def test_invisible_characters_do_not_move_the_spans() -> None:
    text = (
        "lov om retssikkerhed og ad\u00admini\u00adstra\u00adtion på det sociale område § 1\u200b0"
    )
    (found,) = find(text)
    assert written(found) == "retssikkerhedslovens § 10"
    assert text[found.span.start : found.span.end] == text


@pytest.mark.parametrize("text", ["", "kommunen", "§ 1 og § 2", "se § 1", "§ 1."])
def test_parse_takes_one_whole_reference(text: str) -> None:
    assert parse(text) is None


def test_parse_keeps_the_place() -> None:
    found = parse("  SEL § 41 ")
    assert found is not None
    assert (found.span.start, found.span.end) == (2, 10)

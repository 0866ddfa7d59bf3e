"""Typed lists in the manners of other languages, and chapters with their editors."""

from __future__ import annotations

import pytest

from kg.imports.references.keys import make_key
from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.works import Work


def read_work(entry: str) -> Work:
    """Return the work of one entry."""
    text = f"\\begin{{thebibliography}}{{9}}\n\\bibitem{{a}} {entry}\n\\end{{thebibliography}}\n"
    (work,) = read_bbl_works(text, "list.bbl").works
    return work


def read(entry: str) -> dict[str, str]:
    """Return the fields of one entry, and its kind."""
    work = read_work(entry)
    return {"kind": work.kind, **work.fields}


BODY = "BMFSFJ (Bundesministerium für Familie, Senioren, Frauen und Jugend)"
ABROAD = {
    "Groß, Anna/Weiß, Bernd (2005): Wach bleiben. In: Tee heute, 12. Jg., H. 3, S. 14–29.": {
        "kind": "article",
        "author": "Groß, Anna and Weiß, Bernd",
        "year": "2005",
        "title": "Wach bleiben",
        "journal": "Tee heute",
        "volume": "12",
        "number": "3",
        "pages": "14--29",
    },
    "Übel, Änne / Öl, Ötzi / Ähre, Ä. (2012): Was wir wissen. In: Tee 4, Nr. 2, S. 3–5.": {
        "kind": "article",
        "author": "Übel, Änne and Öl, Ötzi and Ähre, Ä.",
        "year": "2012",
        "title": "Was wir wissen",
        "journal": "Tee",
        "volume": "4",
        "number": "2",
        "pages": "3--5",
    },
    f"{BODY} (Hrsg.) (2017): Kinder und Tee. 2., überarb. Aufl. Berlin.": {
        "kind": "misc",
        "editor": "{Bundesministerium für Familie, Senioren, Frauen und Jugend}",
        "shorteditor": "{BMFSFJ}",
        "year": "2017",
        "title": "Kinder und Tee",
        "edition": "2",
        "howpublished": "Berlin",
    },
    "Bundesministerium für Familie, Senioren und Jugend (2011): Tee. Berlin: BMG.": {
        "kind": "book",
        "author": "{Bundesministerium für Familie, Senioren und Jugend}",
        "year": "2011",
        "title": "Tee",
        "publisher": "BMG",
        "address": "Berlin",
    },
    "Müller, H., Meier, I. u. Öl, Ö. (2003): Kuchen. In: Übel, Ä./Ähre, A. (Hrsg.): Handbuch "
    "Kuchen. 3. Aufl. Weinheim und Basel: Beltz Juventa, S. 101–120.": {
        "kind": "incollection",
        "author": "Müller, H. and Meier, I. and Öl, Ö.",
        "year": "2003",
        "title": "Kuchen",
        "booktitle": "Handbuch Kuchen",
        "editor": "Übel, Ä. and Ähre, A.",
        "pages": "101--120",
        "edition": "3",
        "publisher": "Beltz Juventa",
        "address": "Weinheim und Basel",
    },
    "Übel, Änne (Hg.) (2012): Was wir alle wissen: Ein Buch. 2. Auflage. Opladen: Budrich.": {
        "kind": "book",
        "editor": "Übel, Änne",
        "year": "2012",
        "title": "Was wir alle wissen: Ein Buch",
        "edition": "2",
        "publisher": "Budrich",
        "address": "Opladen",
    },
    "Schmidt-Köhler, Ute (2001a): Schwarzer Tee. Diss., Univ. Köln.": {
        "kind": "phdthesis",
        "author": "Schmidt-Köhler, Ute",
        "year": "2001",
        "title": "Schwarzer Tee",
        "school": "Univ. Köln",
    },
    "Weber, Max: Der Tee als Beruf. In: Ders.: Aufsätze. Tübingen 1922, S. 582–613.": {
        "kind": "incollection",
        "author": "Weber, Max",
        "year": "1922",
        "title": "Der Tee als Beruf",
        "booktitle": "Aufsätze",
        "bookauthor": "Weber, Max",
        "pages": "582--613",
        "howpublished": "Tübingen",
    },
    "Pérez, A., Gómez, B. y Ruiz, C. (2004). Dormir poco. Revista del Sueño, 4(2), 11-19.": {
        "kind": "article",
        "author": "Pérez, A. and Gómez, B. and Ruiz, C.",
        "year": "2004",
        "title": "Dormir poco",
        "journal": "Revista del Sueño",
        "volume": "4",
        "number": "2",
        "pages": "11--19",
    },
    "Ortega y Gasset, José (1930): La rebelión. Madrid: Alianza.": {
        "kind": "book",
        "author": "Ortega y Gasset, José",
        "year": "1930",
        "title": "La rebelión",
        "publisher": "Alianza",
        "address": "Madrid",
    },
    "DUPONT Jean, MARTIN Paul, 2003, « Le thé du soir », Revue du thé, vol. 12, n° 3, p. 14-29.": {
        "kind": "article",
        "author": "DUPONT, Jean and MARTIN, Paul",
        "year": "2003",
        "title": "Le thé du soir",
        "journal": "Revue du thé",
        "volume": "12",
        "number": "3",
        "pages": "14--29",
    },
    r"Ruiz, C. y Sáenz, D. (2015). Lo que sabemos. En A. Pérez (Coord.), \emph{Manual} (pp. 3-5). "
    "Madrid: Alianza.": {
        "kind": "incollection",
        "author": "Ruiz, C. and Sáenz, D.",
        "year": "2015",
        "title": "Lo que sabemos",
        "booktitle": "Manual",
        "editor": "A. Pérez",
        "pages": "3--5",
        "publisher": "Alianza",
        "address": "Madrid",
    },
    r"Organización Mundial de la Salud (OMS) (2012). \emph{El té} (3.ª ed.). Ginebra: OMS.": {
        "kind": "book",
        "author": "{Organización Mundial de la Salud}",
        "shortauthor": "{OMS}",
        "year": "2012",
        "title": "El té",
        "edition": "3",
        "publisher": "OMS",
        "address": "Ginebra",
    },
    "Jansen, A., de Vries, B. en Bakker, C. (2011). Thee. Utrecht: Pers.": {
        "kind": "book",
        "author": "Jansen, A. and de Vries, B. and Bakker, C.",
        "year": "2011",
        "title": "Thee",
        "publisher": "Pers",
        "address": "Utrecht",
    },
}
CHAPTER = {
    "kind": "incollection",
    "author": "Able, A.",
    "year": "2010",
    "title": "Tea",
    "booktitle": "Handbook of tea",
    "editor": "Baker, B. and Cook, C.",
    "pages": "19--70",
    "publisher": "Tea Press",
    "address": "London",
}


@pytest.mark.parametrize("entry", ABROAD)
def test_an_entry_in_another_language_comes_apart(entry: str) -> None:
    """Names, journal, issue, pages and edition are those that it prints."""
    assert read(entry) == ABROAD[entry]


CHAPTERS = {
    "Able, A. (2010). Tea. In B. Baker & C. Cook (Eds.), Handbook of tea (pp. 19–70). London: "
    "Tea Press.": {"editor": "B. Baker and C. Cook"},
    r"Able, A. (2010). Tea. In B. Baker (Ed.), \emph{Handbook of tea} (2nd ed., pp. 19–70). "
    "Tea Press.": {"editor": "B. Baker", "edition": "2", "address": ""},
    "Able, A. (2010) Tea. In: Baker, B. and Cook, C. (eds) Handbook of tea. London: Tea Press, "
    "pp. 19–70.": {},
    "Able, A. (2010) 'Tea', in Baker, B. and Cook, C. (eds.) Handbook of tea. London: Tea Press, "
    "pp. 19–70.": {},
}


@pytest.mark.parametrize("entry", CHAPTERS)
def test_a_chapter_has_its_editors_and_its_book(entry: str) -> None:
    """As APA and Harvard have it, with italics and without."""
    wanted = {name: value for name, value in (CHAPTER | CHAPTERS[entry]).items() if value}
    assert read(entry) == wanted


def test_a_body_may_have_its_short_form_behind_it() -> None:
    """In brackets, as the year that follows; its key is made of it."""
    assert make_key(read_work(f"{BODY} (2017): Tee. Berlin: X."), "", ()) == "bmfsfj2017"
    assert read("World Health Organization (WHO) (2012). Tea. Geneva: WHO.") == {
        "kind": "book",
        "author": "{World Health Organization}",
        "shortauthor": "{WHO}",
        "year": "2012",
        "title": "Tea",
        "publisher": "WHO",
        "address": "Geneva",
    }


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ("محمد أحمد", "محمد أحمد"),
        ("أحمد، محمد", "محمد أحمد"),
        ("أحمد، محمد؛ علي، حسن", "محمد أحمد and حسن علي"),
        ("محمد أحمد، حسن علي", "محمد أحمد and حسن علي"),
        ("أحمد، محمد، حسن", "أحمد، محمد، حسن"),
    ],
)
def test_arabic_has_a_comma_of_its_own(names: str, author: str) -> None:
    """It parts a name or two of them; what may be either stays whole, and is no list of people."""
    found = read(f"{names} (2010). الشاي والنوم. مجلة النوم، 12(3)، 45-67.")
    assert found == {
        "kind": "article", "author": author, "year": "2010", "title": "الشاي والنوم",
        "journal": "مجلة النوم", "volume": "12", "number": "3", "pages": "45--67",
    }  # fmt: skip

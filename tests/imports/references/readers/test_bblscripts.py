# ruff: noqa: RUF001  (signs of these scripts that look like Latin ones are meant)
"""Typed lists of China, Russia and Japan, and those in which commas part all, as in Italy."""

from __future__ import annotations

import pytest

from tests.imports.references.readers.test_bblabroad import read

MANNERS = {
    "王小明, 李华. 茶与睡眠[J]. 心理学报, 2010, 12(3): 45-67.": (
        "article", "王小明 and 李华", "茶与睡眠", "2010",
        {"journal": "心理学报", "volume": "12", "number": "3", "pages": "45--67"},
    ),
    "陈红，王伟，等．夜间散步的效果[J]．中国公共卫生，2015，31（2）：145-148．": (
        "article", "陈红 and 王伟 and others", "夜间散步的效果", "2015",
        {"journal": "中国公共卫生", "volume": "31", "number": "2", "pages": "145--148"},
    ),
    "张三. 茶的历史[M]. 北京: 人民出版社, 2008.": (
        "book", "张三", "茶的历史", "2008", {"address": "北京", "publisher": "人民出版社"},
    ),
    "刘洋. 茶与健康[D]. 北京: 北京大学, 2012.": (
        "thesis", "刘洋", "茶与健康", "2012", {"address": "北京", "institution": "北京大学"},
    ),
    "李华. 夜茶[M]//张三. 茶的历史. 北京: 人民出版社, 2008: 12-30.": (
        "incollection", "李华", "夜茶", "2008",
        {"booktitle": "张三. 茶的历史", "address": "北京", "publisher": "人民出版社",
         "pages": "12--30"},
    ),
    "Smith J, Jones K. Tea and sleep[J]. Sleep, 2012, 35(2): 12-19.": (
        "article", "Smith, J. and Jones, K.", "Tea and sleep", "2012",
        {"journal": "Sleep", "volume": "35", "number": "2", "pages": "12--19"},
    ),
    "Иванов И. И. Чай и сон // Вопросы психологии. 2010. Т. 12. № 3. С. 45–67.": (
        "article", "Иванов, И. И.", "Чай и сон", "2010",
        {"journal": "Вопросы психологии", "volume": "12", "number": "3", "pages": "45--67"},
    ),
    "Петров П. П., Сидоров С. С. История чая. М.: Наука, 2010. 300 с.": (
        "book", "Петров, П. П. and Сидоров, С. С.", "История чая", "2010",
        {"address": "М", "publisher": "Наука", "pagetotal": "300"},
    ),
    "Иванов, И. И. Чай : пособие / И. И. Иванов, П. П. Петров. – Москва : Наука, 2012. – 9 с.": (
        "book", "Иванов, И. И. and Петров, П. П.", "Чай: пособие", "2012",
        {"address": "Москва", "publisher": "Наука", "pagetotal": "9"},
    ),
    "Сидоров, С. С. Прогулки / С. С. Сидоров // Журнал сна. – 2011. – Т. 5, № 2. – С. 12–20.": (
        "article", "Сидоров, С. С.", "Прогулки", "2011",
        {"journal": "Журнал сна", "volume": "5", "number": "2", "pages": "12--20"},
    ),
    "山田太郎・鈴木花子（2011）「茶と眠り」『心理学研究』第82巻第3号，pp.45-67.": (
        "article", "山田太郎 and 鈴木花子", "茶と眠り", "2011",
        {"journal": "心理学研究", "volume": "82", "number": "3", "pages": "45--67"},
    ),
    "山田太郎 (2010) 「題名」『教育学研究』12(3), 45-67.": (
        "article", "山田太郎", "題名", "2010",
        {"journal": "教育学研究", "volume": "12", "number": "3", "pages": "45--67"},
    ),
    "佐藤一郎 (2008) 『お茶の本』岩波書店.": (
        "book", "佐藤一郎", "お茶の本", "2008", {"publisher": "岩波書店"},
    ),
    "Rossi, M. e Bianchi, L. (2009), Il tè, Bologna, il Mulino.": (
        "book", "Rossi, M. and Bianchi, L.", "Il tè", "2009",
        {"address": "Bologna", "publisher": "il Mulino"},
    ),
    "Rossi, M. (2011), Il sonno, in «Rivista di psicologia», 12, 3, pp. 45-67.": (
        "article", "Rossi, M.", "Il sonno", "2011",
        {"journal": "Rivista di psicologia", "volume": "12", "number": "3", "pages": "45--67"},
    ),
    "Verdi, G. (2012), Case, in L. Bianchi (a cura di), Le cose, Torino, Einaudi, pp. 12-30.": (
        "incollection", "Verdi, G.", "Case", "2012",
        {"editor": "L. Bianchi", "booktitle": "Le cose", "address": "Torino",
         "publisher": "Einaudi", "pages": "12--30"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("entry", MANNERS)
def test_an_entry_comes_apart_by_the_marks_of_its_manner(entry: str) -> None:
    """Names, title and place are what a reader of that country reads there."""
    kind, author, title, year, others = MANNERS[entry]
    assert read(entry) == {
        "kind": kind, "author": author, "title": title, "year": year, **others
    }  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "author", "title"),
    [
        ("Иванов И. И. Чай и сон (рукопись, 2010).", "Иванов, И. И.", "Чай и сон (рукопись, 2010)"),
        ("Rossi, M. (2013), Il tè, il sonno, Roma, Carocci.", "Rossi, M.",
         "Il tè, il sonno, Roma, Carocci"),
        ("Smith, J. (2014), Tea, Journal of Sleep, Elsevier.", "Smith, J.",
         "Tea, Journal of Sleep, Elsevier"),
    ],
    ids=["no marks", "a comma in the title", "a journal that stands where a place would"],
)  # fmt: skip
def test_what_does_not_come_apart_keeps_its_words(entry: str, author: str, title: str) -> None:
    """Nothing of it is made a place or a publisher."""
    found = read(entry)
    assert (found["author"], found["title"]) == (author, title)
    assert not {"publisher", "address", "journal"} & {*found}


def test_a_first_name_that_is_short_makes_no_editor() -> None:
    """`Evans, Ed.` is a person; behind a first name the same letters tell of an editor."""
    assert read("Evans, Ed. 2010. A walk at night. \\emph{Sleep} 3 (2): 11–19.")["author"] == (
        "Evans, Ed"
    )
    assert read("Evans, T., Ed. 2010. Walks at night. Leeds: Pot Press.")["editor"] == "Evans, T."

from __future__ import annotations

import pytest

from kg.imports.references.kinds import kind_of_references
from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.readers.bblnames import names_of

LIST = r"""\begin{thebibliography}{10}
\providecommand{\natexlab}[1]{#1}
% \bibitem{remark} Nobody. \newblock Nothing. \newblock 1900.
\bibitem[{Able et~al.(2001)Able, Baker, and Carr}]{able2001}
A.~Able, B.~Baker, and C.-D. Carr, Jr.
\newblock Tea and sleep: {T}he {NHS} trial.
\newblock \emph{Journal of Tea}, 4\penalty0 (2):\penalty0 101--109, 2001{\natexlab{a}}.
\newblock \doi{10.1000/tea.1}.

\bibitem{eng} E. Eng and F. Fox. \newblock Cups. \newblock In {\em Proceedings of Tea},
pages 12--19. ACM, 2004.
\bibitem{dunn} D.~Dunn. \newblock \emph{The Tea Book}. \newblock Oxford Press, Oxford,
2nd edition, 1999.
\bibitem{gale} G. Gale. \newblock {\em Kettles}. \newblock PhD thesis, University of Bath, 2010.
\bibitem{apa} Hill, H. A., Ibsen, I., \& Jay, J. (2015). Milk in first: a study.
\textit{Tea Quarterly, 12}(3), 33--40. https://doi.org/10.1000/milk.2
\bibitem{vancouver} Khan AB, Lee C, et al. Biscuits and mood. J Snacks. 2018;12(4):101-9.
\bibitem{ieee} M. Moe and N. Nash, ``On the brewing of tea,'' \emph{IEEE Trans. Tea},
vol. 7, no. 2, pp. 11--18, May 2012.
\bibitem{who} World Health Organization. Sleep facts. \url{https://www.who.int/sleep_facts}, 2020.
\bibitem [{\citenamefont {Able}(2003)}]{rev} \BibitemOpen \bibfield {author} {\bibinfo {author}
{\bibfnamefont {A.}~\bibnamefont {Able}} and \bibinfo {author} {\bibfnamefont {B.}~\bibnamefont
{van Dyke}}, } \href {https://doi.org/10.1103/x.1} {\bibfield {journal} {\bibinfo {journal}
{Phys. Rev. T}\ }\textbf {\bibinfo {volume} {12}},\ \bibinfo {pages} {345}
(\bibinfo {year} {2003})}\BibitemShut {NoStop}
\bibitem{elsevier} \bibinfo{author}{Ross, R.}, \bibinfo{author}{Stone, S.T.}, \bibinfo{year}{2016}.
\bibinfo{title}{Cups and saucers}. \bibinfo{journal}{Tea Lett.} \bibinfo{volume}{3},
\bibinfo{pages}{1--5}.
\end{thebibliography}
"""
OF_WORKS = [
    (
        "able2001", "article", "A. Able and B. Baker and Carr, Jr, C.-D.",
        "Tea and sleep: The NHS trial", "2001",
        {"journal": "Journal of Tea", "volume": "4", "number": "2", "pages": "101–109",
         "doi": "10.1000/tea.1"},
    ),
    (
        "eng", "inproceedings", "E. Eng and F. Fox", "Cups", "2004",
        {"booktitle": "Proceedings of Tea", "pages": "12–19"},
    ),
    (
        "dunn", "book", "D. Dunn", "The Tea Book", "1999",
        {"publisher": "Oxford Press", "address": "Oxford", "edition": "2nd"},
    ),
    ("gale", "phdthesis", "G. Gale", "Kettles", "2010", {"school": "University of Bath"}),
    (
        "apa", "article", "Hill, H. A. and Ibsen, I. and Jay, J.", "Milk in first: a study", "2015",
        {"journal": "Tea Quarterly", "volume": "12", "number": "3", "pages": "33–40",
         "doi": "10.1000/milk.2"},
    ),
    (
        "vancouver", "article", "Khan, A. B. and Lee, C. and others", "Biscuits and mood", "2018",
        {"journal": "J Snacks", "volume": "12", "number": "4", "pages": "101–9"},
    ),
    (
        "ieee", "article", "M. Moe and N. Nash", "On the brewing of tea", "2012",
        {"journal": "IEEE Trans. Tea", "volume": "7", "number": "2", "pages": "11–18"},
    ),
    (
        "who", "misc", "{World Health Organization}", "Sleep facts", "2020",
        {"url": "https://www.who.int/sleep_facts"},
    ),
    (
        "rev", "article", "A. Able and B. van Dyke", "[Phys. Rev. T 12 345]", "2003",
        {"journal": "Phys. Rev. T", "volume": "12", "pages": "345", "doi": "10.1103/x.1"},
    ),
    (
        "elsevier", "article", "Ross, R. and Stone, S.T.", "Cups and saucers", "2016",
        {"journal": "Tea Lett", "volume": "3", "pages": "1–5"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "kind", "author", "title", "year", "more"),
    [pytest.param(*one, id=one[0]) for one in OF_WORKS],
)
def test_an_entry_of_a_printed_list_comes_apart(
    key: str, kind: str, author: str, title: str, year: str, more: dict[str, str]
) -> None:
    """Whichever style of BibTeX made it, or whoever typed it: each part is the field that it is."""
    works = {work.key: work for work in read_bbl_works(LIST, "x.bbl").works}
    work = works[key]
    assert (work.kind, work.fields["author"]) == (kind, author)
    rest = {name: work.plain(name) for name in work.fields if name != "author"}
    assert rest == {"title": title, "year": year} | more


def test_where_no_title_is_printed_it_says_where_the_work_stands() -> None:
    """In brackets, by which one sees that it was supplied; names are no part of it."""
    text = (
        "\\begin{thebibliography}{1}\n"
        "\\bibitem{a} C.~S. Wu, E. de Vries and R.~W. Hayward, Phys. Rev. \\textbf{105}, 1413--15"
        " (1957).\n\\bibitem{b} A. Able, Tea and sleep, J. Tea \\textbf{1}, 2 (2001).\n"
        "\\end{thebibliography}\n"
    )
    first, second = read_bbl_works(text, "x.bbl").works
    assert first.fields["author"] == "C. S. Wu and E. de Vries and R. W. Hayward"
    assert first.plain("title") == "[Phys. Rev. 105 1413–15]"
    assert (first.kind, first.plain("journal")) == ("article", "Phys. Rev.")
    assert "[" not in second.plain("title")


def test_all_entries_come_and_remarks_do_not() -> None:
    """Each with the line that it begins on; one warning says that they were parted by form."""
    file = read_bbl_works(LIST, "x.bbl")
    assert [work.key for work in file.works] == [key for key, *_ in OF_WORKS]
    assert file.works[0].place.line == 4
    assert [(one.code, one.message[:9]) for one in file.problems] == [("IMP003", "8 entries")]


def test_an_entry_that_does_not_come_apart_keeps_its_words() -> None:
    """They are its title, and it is told by its key."""
    text = "\\begin{thebibliography}{1}\n\\bibitem{odd} See the minutes.\n\\end{thebibliography}\n"
    [work], [problem] = (file := read_bbl_works(text, "x.bbl")).works, file.problems
    assert work.plain("title") == "See the minutes"
    assert (problem.code, problem.location.line) == ("IMP003", 2)
    assert "'odd'" in problem.message


def test_what_biblatex_keeps_for_itself_is_no_printed_list() -> None:
    """Its `.bbl` is data for a program; the `.bib` that it was made of says all of it."""
    text = "\\refsection{0}\n\\datalist[entry]{nty/global//}\n\\entry{able}{article}{}\n"
    [problem] = read_bbl_works(text, "x.bbl").problems
    assert "import its .bib" in problem.message
    assert kind_of_references("x.bbl", text) == "bbl"


@pytest.mark.parametrize(
    ("printed", "field", "value"),
    [
        ("A. Able", "author", "A. Able"),
        ("Amélie Dubois", "author", "Amélie Dubois"),
        ("J. Fischer \\& K. von der Heide", "author", "J. Fischer and K. von der Heide"),
        ("Able, A., Baker, B., eds.", "editor", "Able, A. and Baker, B."),
        ("Able, A. and B. Baker", "author", "Able, A. and B. Baker"),
        ("Able A, Bell BK, Cook C.", "author", "Able, A. and Bell, B. K. and Cook, C."),
        ("Able, A. and Cook C.", "author", "Able, A. and Cook C."),
        ("O'Brien DK; Núñez M", "author", "O'Brien, D. K. and Núñez, M."),
        ("The Tea Study Group", "author", "{The Tea Study Group}"),
        ("UNICEF", "author", "{UNICEF}"),
        ("A. Able \\emph{et al.}", "author", "A. Able and others"),
        ("{Able}, A., {Bell}, B., {et~al.}", "author", "{Able}, A. and {Bell}, B. and others"),
        ("", "author", ""),
    ],
)
def test_names_are_read_as_they_are_printed(printed: str, field: str, value: str) -> None:
    """Given name first or last, with initials or short, of people and of bodies."""
    assert names_of(printed) == (field, value)


@pytest.mark.parametrize(
    ("entry", "author", "title", "year"),
    [
        (
            "Able A, Baker BC. Tea and time. Pots. 2003;327(7414):5-6.",
            "Able, A. and Baker, B. C.", "Tea and time", "2003",
        ),
        (
            "Able A, et al. (2021). The tea 2020 statement: a guide. Pots, 372, n71.",
            "Able, A. and others", "The tea 2020 statement: a guide", "2021",
        ),
        (
            "Able A, Baker B; TEA Group. Tea and groups. Pots. 2004;1:5-6.",
            "Able, A. and Baker, B. and {TEA Group}", "Tea and groups", "2004",
        ),
    ],
)  # fmt: skip
def test_years_and_groups_of_an_entry(entry: str, author: str, title: str, year: str) -> None:
    """The number of an issue is no year, nor is one in the title; a group is an author."""
    text = f"\\begin{{thebibliography}}{{9}}\\bibitem{{a}} {entry}\\end{{thebibliography}}"
    (work,) = read_bbl_works(text, "a.bbl").works
    told = (work.fields["author"], work.plain("title"), work.plain("year"))
    assert told == (author, title, year)


def test_an_entry_whose_names_cannot_be_read_is_its_title() -> None:
    """Nothing that BibTeX reads no name in stands in a field of names."""
    text = (
        "\\begin{thebibliography}{9}\\bibitem{a} Able A;327 Pots. Tea. 2003.\\end{thebibliography}"
    )
    (work,) = read_bbl_works(text, "a.bbl").works
    assert "author" not in work.fields
    assert work.plain("title") == "Able A;327 Pots. Tea. 2003"


OFFERED = "[DOI] [PMC free article] [PubMed] [Google Scholar]"


@pytest.mark.parametrize(
    ("entry", "kind", "more"),
    [
        pytest.param(
            f"Able S, Baker BC, et al.. Tea: a review. J Tea Med. (2019) 7:e12. 10.2196/12 "
            f"{OFFERED}",
            "article",
            {"author": "Able, S. and Baker, B. C. and others", "title": "Tea: a review",
             "journal": "J Tea Med", "volume": "7", "pages": "e12", "doi": "10.2196/12"},
            id="year-in-brackets",
        ),
        pytest.param(
            "Able S, van Rooij FJ. Cups. Tea Database. (2019) 2019:bat064. PMID: 24048470 "
            "PMCID: PMC38899",
            "article",
            {"author": "Able, S. and van Rooij, F. J.", "title": "Cups", "journal": "Tea Database",
             "volume": "2019", "pages": "bat064", "pmid": "24048470", "pmcid": "PMC38899"},
            id="number-of-an-article",
        ),
        pytest.param(
            "Able S. Cups. In: Bell C, editors. Tea Processing. Cham: Springer; (2019). "
            "p. 16–74. [PubMed]",
            "incollection",
            {"author": "Able, S.", "editor": "Bell, C.", "title": "Cups", "pages": "16–74",
             "booktitle": "Tea Processing", "publisher": "Springer", "address": "Cham"},
            id="chapter",
        ),
        pytest.param(
            "Able S, Bell C. Cups. In: Conference on Tea. Heidelberg: (2019) p. 77–86.",
            "incollection",
            {"author": "Able, S. and Bell, C.", "title": "Cups", "booktitle": "Conference on Tea",
             "pages": "77–86"},
            id="place-without-publisher",
        ),
        pytest.param(
            "Able, A.-B.; van Dyke, C.D.; et al. Tea at night. J. Tea Med. 2019, 12 (3), 45–67.",
            "article",
            {"author": "Able, A. B. and van Dyke, C. D. and others", "title": "Tea at night",
             "journal": "J. Tea Med", "volume": "12", "number": "3", "pages": "45–67"},
            id="names-parted-by-semicolons",
        ),
    ],
)  # fmt: skip
def test_a_year_in_brackets_behind_the_journal_is_no_apa(
    entry: str, kind: str, more: dict[str, str]
) -> None:
    """What stands before it is more than names; what a page offers behind is none of the entry."""
    text = f"\\begin{{thebibliography}}{{9}}\\bibitem{{a}} {entry}\\end{{thebibliography}}"
    (work,) = read_bbl_works(text, "a.bbl").works
    told = {name: work.plain(name) for name in work.fields if name not in {"author", "editor"}}
    told |= {name: work.fields[name] for name in ("author", "editor") if name in work.fields}
    assert (work.kind, told) == (kind, {**more, "year": "2019"})


@pytest.mark.parametrize(
    ("entry", "kind", "told"),
    [
        (
            r"Able, A. (2004). Cups for tea. \textit{Cup J}, \textbf{3}(1), 5--9.",
            "article",
            {"journal": "Cup J", "volume": "3", "number": "1", "pages": "5–9"},
        ),
        (
            r"Able, A. (2004). Cups for tea. \emph{Cup J}, {\bf 12}:33--40.",
            "article",
            {"journal": "Cup J", "volume": "12", "number": "", "pages": "33–40"},
        ),
        (
            "Able A. Stiff cups [PhD thesis]. University of Tea; 2004.",
            "phdthesis",
            {"title": "Stiff cups", "school": "University of Tea", "howpublished": ""},
        ),
        (
            "Able A. Stiff cups [Master's thesis]. University of Tea; 2004.",
            "mastersthesis",
            {"title": "Stiff cups", "school": "University of Tea"},
        ),
    ],
)
def test_where_a_work_stands_may_be_set_apart_by_its_type(
    entry: str, kind: str, told: dict[str, str]
) -> None:
    """A volume in bold had cost issue and pages; a thesis need not say a town."""
    text = f"\\begin{{thebibliography}}{{9}}\\bibitem{{a}} {entry}\\end{{thebibliography}}"
    (work,) = read_bbl_works(text, "a.bbl").works
    assert work.kind == kind
    assert {name: work.plain(name) for name in told} == told

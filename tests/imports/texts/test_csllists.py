import pytest

from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.texts.csllists import find_csl_list, render_csl_list

OLD = r"""\begin{CSLReferences}{1}{0}
\leavevmode\hypertarget{ref-able_tea_2001}{}%
*Able, A., \& Baker, B. (2001). Tea at work. \emph{Pots}, \emph{4}(2), 1--9.
\url{https://doi.org/10.1000/tea}

\leavevmode\vadjust pre{\hypertarget{ref-17}{}}%
Cole, C. (2003). \emph{Cups}. Pot Press.

\end{CSLReferences}"""
NEW = r"""\begin{CSLReferences}{0}{1}
\bibitem[\citeproctext]{ref-able_tea_2001}
\CSLLeftMargin{{[}1{]} }%
\CSLRightInline{Able A, Baker B. Tea at work. Pots. 2001;4(2):1--9. doi:10.1000/tea}
\bibitem[\citeproctext]{ref-17}
\CSLLeftMargin{2. }%
\CSLRightInline{Cole C. Cups. London: Pot Press; 2003.}
\end{CSLReferences}"""


@pytest.mark.parametrize(("listed", "numbers"), [(OLD, ["", ""]), (NEW, ["1", "2"])])
def test_the_list_of_pandoc_is_a_printed_list(listed: str, numbers: list[str]) -> None:
    """Each entry has the key that pandoc set, and its number where it has one."""
    text = f"Words.\n{listed}\nEnd."
    place = find_csl_list(text)
    assert place is not None
    assert text[slice(*place)] == listed
    works = read_bbl_works(render_csl_list(listed), "a.bbl").works
    assert [one.key for one in works] == ["able_tea_2001", "17"]
    assert [one.plain("title") for one in works] == ["Tea at work", "Cups"]
    assert [one.plain("ids") for one in works] == numbers
    assert works[0].fields["author"] == "Able, A. and Baker, B."
    assert works[0].fields["doi"] == "10.1000/tea"


def test_a_text_without_entries_has_no_such_list() -> None:
    """What only defines the list, or stands in a remark, is none."""
    assert find_csl_list(r"\newenvironment{CSLReferences}[2]{}{}") is None
    assert find_csl_list("% " + OLD.replace("\n", "\n% ")) is None

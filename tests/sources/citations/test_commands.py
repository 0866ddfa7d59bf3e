import pytest

from tests.sources.citations.made import found, meant, reference

TEA, POT = reference("tea:2001"), reference("pot")


@pytest.mark.parametrize(
    "text",
    [
        r"\cite{tea:2001}",
        r"\citep[see][p.~3]{tea:2001}",
        r"\citet*{ tea:2001 }",
        r"\textcite[3]{tea:2001}",
        r"\notecite{tea:2001}",
        r"\Parencite{tea:2001}",
        r"\citeauthor{tea:2001}",
        "\\autocite[see {[3]}]\n  {tea:2001}",
    ],
)
def test_every_command_that_cites_is_read(text: str) -> None:
    """The packages have many commands; notes may stand before the keys."""
    assert meant(f"So {text}.", "latex", TEA, POT) == [("tea:2001", "tea:2001")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (r"\bibentry{pot}", ["pot"]),
        (r"\fullcite{pot}", ["pot"]),
        (r"\footfullcite[3]{pot}", ["pot"]),
        (r"\volcite{2}{pot}", ["pot"]),
        (r"\pvolcite[see]{2}[3]{pot}", ["pot"]),
        (r"\volcites{2}{pot}{3}{tea:2001}", ["pot", "tea:2001"]),
        (r"\textcquote[3]{pot}{tea:2001}", ["pot"]),
        (r"\foreigntextcquote{german}{pot}{words}", ["pot"]),
        (r"\begin{displaycquote}[3]{pot}words\end{displaycquote}", ["pot"]),
        (r"\apud{pot}{tea:2001}", ["pot", "tea:2001"]),
    ],
)
def test_commands_of_packages_cite_by_the_argument_with_the_keys(
    text: str, keys: list[str]
) -> None:
    """A volume, a language and quoted words are no keys; a whole reference cites its work."""
    assert [one.key for one in found(f"So {text}.", "latex", TEA, POT)] == keys


def test_each_key_of_a_command_is_a_citation() -> None:
    """Keys are parted by commas, and a command for several works has several lists."""
    text = r"\cite{tea:2001, pot} \parencites[1]{pot}[2]{tea:2001} and"
    citations = found(text, "latex", TEA, POT)
    assert [text[one.start : one.end] for one in citations] == [
        "tea:2001",
        "pot",
        "pot",
        "tea:2001",
    ]
    assert {text[slice(*one.group)] for one in citations} == {
        r"\cite{tea:2001, pot}",
        r"\parencites[1]{pot}[2]{tea:2001}",
    }


@pytest.mark.parametrize(
    "text",
    [
        r"\nocite{pot}",
        r"% \cite{pot}",
        r"\newcommand{\x}[1]{\cite{#1}}",
        r"\begin{verbatim}\cite{pot}\end{verbatim}",
        r"\verb|\cite{pot}|",
        r"\lstinline!\cite{pot}!",
        r"\iffalse \cite{pot} \fi",
        r"\iffalse \ifx\a\b x \else \cite{pot} \fi \cite{pot} \fi",
        r"\citestyle{plain}",
        r"\section{pot}",
        r"\cite[never closed {pot",
    ],
)
def test_what_cites_nothing_is_not_found(text: str) -> None:
    """Comments, verbatim parts, definitions and settings are no citations."""
    assert found(text, "latex", POT) == []


@pytest.mark.parametrize(
    "text",
    [
        r"\iffalse a \else \cite{pot} \fi",
        r"\iffalse a \fi \cite{pot}",
        r"\iftrue \cite{pot} \fi",
        r"\ifdraft a \else \cite{pot} \fi",
        r"$a \iff b$ \iffalse x \fi \cite{pot}",
        r"\newif\ifdraft \cite{pot}",
        r"\iffalse \cite{pot} never closed",
    ],
)
def test_what_may_be_printed_cites(text: str) -> None:
    r"""Only what `\iffalse` begins is never printed, and nothing where it does not end."""
    assert meant(f"So {text}.", "latex", POT) == [("pot", "pot")]


def test_a_command_of_the_text_may_cite_by_several_arguments() -> None:
    """Each that it hands on in a row to one that takes several."""
    text = r"\newcommand{\both}[3]{\parencites{#2}{#3}} So \both{x}{tea:2001}{pot}."
    assert meant(text, "latex", TEA, POT) == [("tea:2001", "tea:2001"), ("pot", "pot")]
    text = r"\newcommand{\one}[2]{\parencites{#1} #2} So \one{pot}{tea:2001}."
    assert meant(text, "latex", TEA, POT) == [("pot", "pot")]


def test_a_percent_sign_that_is_printed_ends_nothing() -> None:
    r"""After `\%` the line goes on."""
    assert meant(r"50\% \cite{pot}", "latex", POT) == [("pot", "pot")]


def test_a_list_of_keys_may_be_of_any_length() -> None:
    """A living review cites hundreds of works at one place, and each of them counts."""
    keys = [f"author{number}:2024abc" for number in range(400)]
    text = f"So \\cite{{{','.join(keys)},pot}}, and \\cite{{ open"
    assert len(found(text, "latex", POT)) == 401


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\study}[1]{trial of \textcite{#1}}",
        r"\newcommand\study[2][]{\citep[#1]{#2}}",
        r"\def\study#1{\cite{#1}}",
        r"\NewDocumentCommand{\study}{O{see} m}{\parencite[#1]{#2}}",
    ],
)
def test_a_command_of_the_text_may_cite(definition: str) -> None:
    """Where it stands its argument is the key; a command that sets its words otherwise is none."""
    assert meant(f"{definition} So \\study{{pot}}, \\studyb{{tea:2001}}.", "latex", TEA, POT) == [
        ("pot", "pot")
    ]
    both = r"\newcommand{\of}[2]{#1 of \citet{#2}} \of{tea:2001}{pot}"
    assert meant(both, "latex", TEA, POT) == [("pot", "pot")]
    for other in (r"\newcommand{\x}[1]{\emph{#1}}", r"\newcommand{\x}[1]{\nocite{#1}}"):
        assert found(f"{other} \\x{{pot}}", "latex", POT) == []


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand\src{\citep}",
        r"\newcommand*{\src}{\textcite*}",
        r"\let\src=\citet",
        r"\let\src\cite",
        r"\def\src{\cite}",
    ],
)
def test_a_command_of_the_text_may_be_another_name(definition: str) -> None:
    """What follows it is what follows the command that it stands for."""
    text = f"{definition} so \\src{{tea:2001}}, \\src[see][1]{{pot}}."
    assert meant(text, "latex", TEA, POT) == [("tea:2001", "tea:2001"), ("pot", "pot")]


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\able}{Able~\cite{tea:2001}}",
        r"\def\able{Able \citep[p.~3]{tea:2001}}",
        r"\newcommand{\first}{\citet{tea:2001}}\newcommand{\able}{so \first}",
    ],
)
def test_a_command_of_the_text_may_be_a_citation(definition: str) -> None:
    """It cites wherever it is used, and not where it is defined."""
    text = rf"{definition} As \able\ has it; \able{{}} again, and \enable."
    citations = found(text, "latex", TEA)
    assert [text[one.start : one.end] for one in citations] == [r"\able", r"\able"]
    assert [one.sources for one in citations] == [("tea:2001",)] * 2


def test_a_command_of_the_text_may_cite_several() -> None:
    """Each key is a citation, where the command is used."""
    text = r"\newcommand{\both}{\cite{tea:2001, pot}} see \both."
    citations = found(text, "latex", TEA, POT)
    assert [(one.printed, one.key) for one in citations] == [
        (r"\both", "tea:2001"),
        (r"\both", "pot"),
    ]


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\src}{\citep}\newcommand{\of}[1]{(\src{#1})}",
        r"\newcommand{\src}[1]{\citep{#1}}\let\of\src",
        r"\newcommand{\src}[1]{\citep{#1}}\newcommand{\of}[1]{so \src{#1}}",
        r"\newcommand{\of}[1][]{\citep[#1]}",
        r"\newcommand{ \of }[1]{\citep{#1}}",
        "\\newcommand{\\of}[1]{%\n  \\citep{#1}%\n}",
    ],
)
def test_a_command_of_the_text_may_cite_by_another(definition: str) -> None:
    """What is defined cites by what was defined before."""
    assert meant(rf"{definition} So \of{{pot}}.", "latex", TEA, POT) == [("pot", "pot")]


def test_another_name_takes_what_the_command_takes() -> None:
    """Several lists, a volume before the keys, or words before both."""
    text = (
        r"\let\srcs\parencites \newcommand{\vol}{\volcite} \newcommand{\say}[1]{#1 \citep}"
        r" \srcs{pot}{tea:2001} \vol{2}{pot} \say{words}{tea:2001}"
    )
    assert [code for _, code in meant(text, "latex", TEA, POT)] == [
        "pot", "tea:2001", "pot", "tea:2001"
    ]  # fmt: skip

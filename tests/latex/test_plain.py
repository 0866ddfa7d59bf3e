import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.latex.plain import (
    decode_latex,
    decode_verbatim,
    encode_latex,
    rich_latex,
    unread_commands,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        pytest.param(
            r"M{\"u}ller, Mart{\'\i}n, \v{C}ern\'y", "Müller, Martín, Černý", id="accents"
        ),
        pytest.param(r"{\O}ster {\AA}se {\ss} {\l}odz", "Øster Åse ß łodz", id="letters"),
        pytest.param(r"caf{\'e} \& 50\% of \emph{all} it", "café & 50% of all it", id="signs"),
        pytest.param("tea---or ``coffee'' 1--9", "tea—or “coffee” 1–9", id="dashes-quotes"),
        pytest.param("{{The {NHS}}}", "The NHS", id="braces"),
        pytest.param(r"$CO_2$, $10^{-3}$, $\beta$, H$_2$O", "CO₂, 10⁻³, β, H₂O", id="formulas"),
        pytest.param(r"\mbox{a} \texttt{b} \textup{c} \TeX", "a b c TeX", id="words-kept"),
        pytest.param(r"$n \geq 3$, $\Delta T$, $p < .05$", "n ≥ 3, ΔT, p < .05", id="blanks"),
        pytest.param(r"\~{}me\slash x \noopsort{1973a}1973", "~me/x 1973", id="bare-accents"),
        pytest.param(
            r"\(\chi^2\) of $O(n\log n)$ at 9$^{\circ}$C", "χ² of O(n log n) at 9°C", id="math"
        ),
        pytest.param(
            r"{\pounds}5 {\textbar} a\newline b hy\-phen", "£5 | a b hyphen", id="commands"
        ),
        pytest.param("`Tea' it is, don't, Ba`ath", "‘Tea’ it is, don't, Ba`ath", id="one-quote"),
        pytest.param(r"z {\raisebox{-0.5ex}\textasciitilde}2", "z ~2", id="raised"),
        pytest.param(r"\glqq a\grqq{} \foreignlanguage{german}{b}", "„a“ b", id="german"),
        pytest.param("costs $5 or $6", "costs $5 or $6", id="money"),
        pytest.param(r"Majl{\a'a}th \a=a \aa", "Majláth ā å", id="accents-in-tables"),
        pytest.param(r"$\{$USENIX$\}$ of \{\{GaAs\}\}, {1}", "USENIX of GaAs, 1", id="scholar"),
        pytest.param(r"sets $\{0,1\}$ and \{a\}", "sets {0,1} and {a}", id="braces-meant"),
        pytest.param(
            r"Hnati\ifmmode \check{c}\else \v{c}\fi{} o\ifmmode \imath \else \i \fi{}",
            "Hnatič o\u0131",
            id="both-ways-of-a-formula",
        ),
        pytest.param(
            r"Solov\cprime ev, Franc{\ocirc{u}}, \Dbar o\hyphen b",
            "Solov\u02b9ev, Franců, Đo-b",
            id="ams",
        ),
        pytest.param("tea & milk, 50% # a_b", "tea & milk, 50% # a_b", id="bare-signs"),
        pytest.param(r"see \url{http://a.example/~b_c}", "see http://a.example/~b_c", id="url"),
        pytest.param(
            r"\newline\url{https://a.example/b\_c\#d}", "https://a.example/b_c#d", id="url-behind"
        ),
        pytest.param(
            r"Nguy{\~{\^e}}n \h{a} {\h{\^e}} H\uhorn ng \'{\ohorn} \textcommabelow{s} \t{oo}",
            "Nguyễn ả ể Hưng ớ ș o͡o",
            id="two-accents",
        ),
        pytest.param(
            r"\verb|a_b| \verb*+\x+ \cite[p.~3]{knuth:84} \citep{a, b} \textcite{c}",
            r"a_b \x [knuth:84] [a, b] [c]",
            id="verb-cite",
        ),
        pytest.param(r"a~b\ c \\ d", "a b c d", id="blanks"),
        pytest.param(r"\textsuperscript{2} \textgreater{} {\textquoteright}", "² > ’", id="text"),
        pytest.param("{not closed", "not closed", id="open-brace"),
        pytest.param(
            r"2\textsuperscript{nd}, 3$^{rd}$, H\textsubscript{2}O", "2nd, 3rd, H₂O", id="2nd"
        ),
        pytest.param(
            r"\SI{5}{\micro\gram}, \qty[x=y]{1.5e-3}{\milli\mole\per\litre}, \si{kg.m^{-2}}",
            "5 µg, 1.5 × 10⁻³ mmol/L, kg/m²",
            id="quantities",
        ),
        pytest.param(
            r"\unit{\watt\per\metre\per\kelvin}, \num{3 +- 0.2}, \ang{45}, \SIrange{1}{5}{\mm}",
            "W m⁻¹ K⁻¹, 3 ± 0.2, 45°, 1 mm to 5 mm",
            id="units",
        ),
        pytest.param(
            r"\SI{5}{\textmu g\per\m\squared}, \SI{37}{\degree C}, \num{1e6}, \numlist{1;2;3}",
            "5 µg/m², 37 °C, 1 × 10⁶, 1, 2 and 3",
            id="units-in-letters",
        ),
        pytest.param(
            r"\ce{CO2}, \ce{SO4^{2-}}, \ce{NH4+}, \ce{^{14}C}, \cf{PM2.5}, \ce{$\mu$-O2} \ce{NO_x}",
            "CO₂, SO₄²⁻, NH₄⁺, ¹⁴C, PM2.5, μ-O₂ NO_x",
            id="chemistry",
        ),
        pytest.param(r"\MakeUppercase{nhs} \lowercase{A}", "NHS a", id="case"),
    ],
)
def test_latex_becomes_what_a_reader_sees(written: str, plain: str) -> None:
    """Accents, signs, dashes, quotes and formulas are text on the way in."""
    assert decode_latex(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("10.1000/a_b--c", "10.1000/a_b--c"),
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"10.1000/a{\_}b{\~{}}c\~{}d", "10.1000/a_b~c~d"),
        ("https://a.example/{~}b{&}c", "https://a.example/~b&c"),
        (r"https://a.example/{\textasciitilde}b/c\textunderscore{}d", "https://a.example/~b/c_d"),
        (r"https://a.example/\textasciitilde b\textasciitilde1", "https://a.example/~b~1"),
        ("{{10.1000/x}}", "10.1000/x"),
        ("https://a.example/#h{i}", "https://a.example/#h{i}"),
        ("10.1000/x}", "10.1000/x"),
        (r"https://a.example/?q=1\&r=50\%25~x", "https://a.example/?q=1&r=50%25~x"),
    ],
)
def test_an_address_is_left_alone(written: str, plain: str) -> None:
    """Only escapes that a program put there for nothing are taken out."""
    assert decode_verbatim(written) == plain


@given(st.text(alphabet="ab \\{}~^&%$#_-`'?!\"é–—“”*@[]<>|1", max_size=40))
def test_what_is_written_is_read_again(text: str) -> None:
    """A plain text comes back from LaTeX as it was, whatever stands in it."""
    plain = " ".join(text.split())
    assert decode_latex(encode_latex(plain)) == plain


@given(st.text(alphabet="ab{}\\$%&~^_`'-\"[](),emphurltext ", max_size=40))
def test_whatever_stands_there_is_read(text: str) -> None:
    """No LaTeX is too broken to give a text in single blanks."""
    plain = decode_latex(text)
    assert plain == " ".join(plain.split())


@pytest.mark.parametrize(
    ("written", "rich"),
    [
        (r"Of \emph{{{Camellia}}}, {H\textsubscript{2}O}", "Of <i>Camellia</i>, H<sub>2</sub>O"),
        (r"\textbf{a \emph{b}} \textit{\"u}", "<b>a <i>b</i></b> <i>ü</i>"),
        (r"{\em tea}, {\bf {NHS}} {\it in vivo\/}", "<i>tea</i>, <b>NHS</b> <i>in vivo</i>"),
        (r"never \emph{closed", "never <i>closed</i>"),
        (r"\textsc{Nhs}", '<span style="font-variant:small-caps;">Nhs</span>'),
        (r"a {\sc co}", 'a <span style="font-variant:small-caps;">co</span>'),
        (r"\texttt{Nhs} \& co", "Nhs & co"),
        (r"Cu$_{2-\delta}$O, $n^k$, H$_2$O, 90$^\circ$, 2$^{nd}$",
         "Cu<sub>2-δ</sub>O, n<sup>k</sup>, H₂O, 90°, 2nd"),
        (r"N$_{\boldsymbol{\mathsf{x}}}$, a_b", "N<sub>\U0001d5d1</sub>, a_b"),
        (r"\emph{\ce{NO_x}} \SI{5}{\mg}", "<i>NO<sub>x</sub></i> 5 mg"),
        (r"B$^\epsilon$, H$_\mathrm{max}^{(k)}$", "B<sup>ϵ</sup>, H<sub>max</sub><sup>(k)</sup>"),
    ],
)  # fmt: skip
def test_italics_and_small_digits_are_tags_of_csl(written: str, rich: str) -> None:
    """What CSL has a tag for keeps it, however deep it stands; all else is plain."""
    assert rich_latex(written) == rich


@pytest.mark.parametrize("text", [r"\emph{" * 3000 + "x" + "}" * 3000, "$a$ " * 20_000])
def test_a_value_beyond_all_measure_is_shown_as_it_stands(text: str) -> None:
    """Neither depth nor length of a value stops the reader."""
    assert decode_latex(text)
    assert rich_latex(text)


def test_a_command_that_nobody_knows_is_named() -> None:
    """Once each, and none of those that are read here, or only say how others are set."""
    known = r"{\"u} \AA \emph{x} {\sc y} \cite{z} \url{a\b} \verb|\c| \h{a} $\alpha$ \CYRI \\Users"
    assert unread_commands(known) == []
    assert unread_commands(r"\SI{5}{\micro\gram} \ce{CO2} \num{5} \qty{5}{\sheep}") == ["sheep"]
    assert unread_commands(r"\ce{\bond{~}}") == ["ce", "bond"]
    assert unread_commands(r"B\laszkiewicz, \foo{x} and \foo") == ["laszkiewicz", "foo"]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("10.1002/16$<$1661::AID-SIM968$>$3.0", "10.1002/16<1661::AID-SIM968>3.0"),
        (r"10.1002/16{\textless}1661{\textgreater}3.0", "10.1002/16<1661>3.0"),
        (r"\href{https://example.org/a_b}{here}", "https://example.org/a_b"),
    ],
)
def test_an_identifier_is_what_its_signs_stand_for(written: str, plain: str) -> None:
    """As Mendeley and others write DOIs of Wiley’s."""
    assert decode_verbatim(written) == plain


def test_letters_of_greek_are_letters() -> None:
    """Those of textgreek, which stand outside of formulas; the micro sign stays one."""
    assert decode_latex(r"{\textalpha}-\textlambda{} \textOmega\ 5~\textmu m") == (
        "\N{GREEK SMALL LETTER ALPHA}-λ Ω 5 µm"
    )


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\char65 nn", "Ann"),
        (r'{\char"41}nn', "Ann"),
        (r"\char'101{}nn", "Ann"),
        (r"\char`\A nn", "Ann"),
        (r"\symbol{65}nn \symbol{'101}nn", "Ann Ann"),
        (r"a\char92 b \char`\% \char38", "a\\b %&"),
        (r'{\char"E9}t{\symbol{"0161}}', "étš"),
    ],
)
def test_a_character_may_stand_by_its_number(written: str, plain: str) -> None:
    """Decimal, hexadecimal, octal or by the character itself, as TeX has them."""
    assert decode_latex(written) == plain
    assert unread_commands(written) == []


def test_a_number_that_fonts_take_for_several_characters_stays_unread() -> None:
    """At 223 one font has *SS* and another *ß*, at 25 there is a letter in some."""
    assert unread_commands(r"Gro\char223 e \symbol{25}") == ["char", "symbol"]
    assert decode_verbatim(r"https://example.org/\char126 able") == "https://example.org/~able"


def test_what_sets_the_size_of_letters_shows_nothing() -> None:
    """It is known, as a blank that fills a line is: nobody is told to write it otherwise."""
    written = r"{\small Tea} \footnotesize and \Large cups\hfill of \textquote{milk}"
    assert decode_latex(written) == "Tea and cups of “milk”"
    assert unread_commands(written) == []

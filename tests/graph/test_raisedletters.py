"""Marks of raised and lowered signs in tables."""

import pytest

from kg.graph.raisedletters import spell_raised


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("No^2^", "No²"),
        ("Word Online^1,2^", "Word Online¹,²"),
        ("10^-3^ m^2^", "10⁻³ m²"),
        ("Able^3–5^", "Able³⁻⁵"),
        ("Moderate^a^", "Moderateᵃ"),
        ("High^†^", "High†"),
        ("CO~2~ and x~max~", "CO₂ and xₘₐₓ"),
        ("a^b", "a^b"),
        ("2^3+2^4", "2^3+2^4"),
        ("x^2-y^2 and No^2^", "x^2-y^2 and No²"),
        ("2^3,2^4", "2^3,2^4"),
        ("m^2^K", "m²K"),
        ("~5 to ~10", "~5 to ~10"),
        ("~10-~20", "~10-~20"),
        ("~~12~~ and a~~12~~", "~~12~~ and a~~12~~"),
        ("(NH~4~)~2~", "(NH₄)₂"),
        ("x^q^, ^not a mark^", "x^q^, ^not a mark^"),
    ],
)
def test_marks_are_read_as_print_shows_them(text: str, shown: str) -> None:
    """What has no sign of its own, and what is no mark, stays as it stands."""
    assert spell_raised(text) == shown

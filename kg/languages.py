"""Languages by their tags (BCP 47): what is one, and which way it is written.

https://www.rfc-editor.org/info/bcp47 ; the registry of tags and the likely scripts are langcodes'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from langcodes import Language, standardize_tag, tag_is_valid
from langcodes.tag_parser import LanguageTagError

Direction: TypeAlias = Literal["ltr", "rtl"]

# The scripts in use that are written from right to left: CLDR, scriptMetadata.txt.
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
# https://ctan.org/pkg/biblatex, table 2: names of languages → tags (BCP 47).
_OF_BIBLATEX: Mapping[str, str] = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB",
    "ukenglish": "en-GB", "australian": "en-AU", "canadian": "en-CA", "german": "de",
    "ngerman": "de", "austrian": "de-AT", "french": "fr", "spanish": "es", "italian": "it",
    "portuguese": "pt", "brazilian": "pt-BR", "brazil": "pt-BR", "dutch": "nl", "danish": "da",
    "swedish": "sv", "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "finnish": "fi",
    "polish": "pl", "czech": "cs", "slovak": "sk", "hungarian": "hu", "russian": "ru",
    "ukrainian": "uk", "greek": "el", "turkish": "tr", "japanese": "ja", "chinese": "zh",
    "korean": "ko", "arabic": "ar", "hebrew": "he", "welsh": "cy", "catalan": "ca", "latin": "la",
    "romanian": "ro", "bulgarian": "bg", "croatian": "hr", "serbian": "sr", "slovene": "sl",
    "slovenian": "sl", "persian": "fa", "farsi": "fa", "hindi": "hi", "indonesian": "id",
    "malay": "ms", "thai": "th", "vietnamese": "vi", "estonian": "et", "latvian": "lv",
    "lithuanian": "lt", "icelandic": "is", "basque": "eu", "galician": "gl", "irish": "ga",
    "afrikaans": "af", "esperanto": "eo", "naustrian": "de-AT", "swissgerman": "de-CH",
    "nswissgerman": "de-CH", "canadien": "fr-CA", "acadian": "fr-CA", "francais": "fr",
    "mexican": "es-MX", "newzealand": "en-NZ", "portuges": "pt",
}  # fmt: skip
_NAMES: Mapping[str, str] = {
    **_OF_BIBLATEX, "deutsch": "de", "français": "fr", "español": "es",
    "italiano": "it", "português": "pt", "polski": "pl", "русский": "ru", "中文": "zh",
}  # fmt: skip

# Names of months, each of which means one month in all of these; short forms are left out.
_MONTHS = (
    # German, and Austria’s January and February
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber",
    # French
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    # Spanish
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    # Italian
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    # Portuguese
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    # Dutch
    "januari februari maart april mei juni juli augustus september oktober november december",
    # Swedish, Danish
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
)
MONTHS_ABROAD: Mapping[str, int] = {
    name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)
}


def fault_of_tag(tag: str) -> str | None:
    """Return what is wrong with a language tag and what to write, or None."""
    example = "write a tag such as en-GB, cy or pt-BR (BCP 47)"
    if "_" in tag and fault_of_tag(tag.replace("_", "-")) is None:
        return f"'{tag}' is no language tag; write {tag.replace('_', '-')}"
    if tag.lower() in _NAMES:
        return f"'{tag}' is no language tag; write {_NAMES[tag.lower()]}"
    try:
        usual = standardize_tag(tag)
        known = tag_is_valid(tag)
    except LanguageTagError:
        return f"'{tag}' is no language tag; {example}"
    if not known:
        return f"'{tag}' names no language that is registered; {example}"
    # `eng` for `en`, `en-UK` for `en-GB`: others look for the usual tag, and find nothing.
    return None if usual.lower() == tag.lower() else f"'{tag}' is not the usual tag; write {usual}"


def tag_of(language: str) -> str:
    """Return the usual tag of a language by its name or tag (`eng`, `pt-br`); others stay."""
    name = language.lower()
    if name in _NAMES:
        return _NAMES[name]
    try:
        return standardize_tag(language) if tag_is_valid(language) else language
    except LanguageTagError:
        return language


def is_of_biblatex(language: str) -> bool:
    """Say whether biblatex knows a language by this name: `british`, `ngerman`."""
    return language in _OF_BIBLATEX


def direction_of(tag: str) -> Direction:
    """Return which way a language is written, by the script that its tag names or makes likely."""
    script = Language.get(tag).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"

"""What every record is: immutable, closed to unknown fields, and perhaps with a path of its own."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[A-Za-z0-9./-]+(#[a-z0-9-]+)?$")]
Stance = Literal["supports", "disputes", "qualifies", "illustrates"]
Cell = str | int | None


class Record(BaseModel):
    """A value that cannot change and takes no field it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @property
    def path(self) -> str | None:
        """Return the record's IRI without the review's base, such as `tips/12`."""
        return None


class Span(Record):
    """A passage of the source text: code points from `start` up to, not including, `end`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    sha256: Annotated[Sha256, Field(description="SHA-256 of the passage, encoded as UTF-8")]

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise ValueError("the span ends before it starts")
        return self

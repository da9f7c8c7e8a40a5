"""Errors are words: the class says what is wrong, its docstring says it to a customer.

Six kinds carry the consequence. Everything else derives from one of them and adds a sentence::

    class PeriodClosed(Conflict):
        '''This period is closed; book the correction in the current one.'''
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong: a machine code, a sentence, where it is, what was sent, and what would do instead."""

    code: str
    message: str
    field: str | None = None
    value: Any = None
    instead: Any = None


class DomainError(Exception):
    """Something is not as the books need it."""

    def __init__(
        self, detail: str | None = None, *, field: str | None = None, value: Any = None, instead: Any = None
    ) -> None:
        super().__init__(detail or self.title())
        self.detail = detail or self.title()
        self.field = field
        self.value = value
        self.instead = instead

    @classmethod
    def code(cls) -> str:
        """The machine code: the class's name in snake case.

        >>> NotFound.code()
        'not_found'
        """
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The docstring's first paragraph, as one line."""
        return " ".join((cls.__doc__ or cls.__name__).strip().split("\n\n")[0].split())

    def violations(self) -> list[Violation]:
        """Everything that is wrong, never empty."""
        return [Violation(self.code(), self.detail, self.field, self.value, self.instead)]

    def within(self, place: str) -> Self:
        """The same, of what was asked inside `place` of a larger request: its fields are named from there."""
        self.field = self.field and f"{place}.{self.field}"
        return self


class Unauthenticated(DomainError):
    """Sign in first."""


class Forbidden(DomainError):
    """Your role does not allow this."""


class NotFound(DomainError):
    """There is nothing here."""


class Conflict(DomainError):
    """The current state does not allow this."""


class Invalid(DomainError):
    """The content makes no sense."""

    def __init__(
        self,
        detail: str | None = None,
        *,
        field: str | None = None,
        value: Any = None,
        instead: Any = None,
        violations: list[Violation] | None = None,
    ) -> None:
        super().__init__(detail, field=field, value=value, instead=instead)
        self._violations = violations

    def violations(self) -> list[Violation]:
        return self._violations or super().violations()

    def within(self, place: str) -> Self:
        if self._violations:
            self._violations = [
                replace(each, field=each.field and f"{place}.{each.field}") for each in self._violations
            ]
        return super().within(place)


class Unavailable(DomainError):
    """A part that this needs is not answering; try again in a moment."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from accounting.errors import Conflict, Invalid, NotFound, Violation


class ExportNotFound(NotFound):
    """There is no such export of yours."""


class ExportNotReady(Conflict):
    """This export is still being made; follow its job."""


class ExportGone(NotFound):
    """This export was removed after its time, or could not be made; ask for another."""


class ExportDamaged(Conflict):
    """A part of this export was not stored whole; ask for it again."""


class OnlyOwner(Conflict):
    """You are the only owner of a company: make somebody else owner of it first, or close it.

    One error for each of those companies, with its id as the value.
    """

    example: ClassVar = {"value": "01980a4e-7c1b-7d52-9f3e-2a6b8c4d1e0f"}

    def __init__(self, names: Mapping[UUID, str]) -> None:
        super().__init__("; ".join(self._sentence(name) for name in names.values()))
        self.names = names

    @staticmethod
    def _sentence(name: str) -> str:
        return f"you are the only owner of {name}: make somebody else owner first, or close it"

    def violations(self) -> list[Violation]:
        return [Violation(self.code(), self._sentence(name), value=each) for each, name in self.names.items()]


class CompanyNameWrong(Invalid):
    """To close a company, type its name exactly as it is written."""

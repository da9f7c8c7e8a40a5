from accounting.errors import Conflict, Invalid, NotFound


class ExportNotFound(NotFound):
    """There is no such export of yours."""


class ExportNotReady(Conflict):
    """This export is still being made; follow its job."""


class ExportGone(NotFound):
    """This export was removed after its time, or could not be made; ask for another."""


class ExportDamaged(Conflict):
    """A part of this export was not stored whole; ask for it again."""


class OnlyOwner(Conflict):
    """You are the only owner of a company: make somebody else owner of it first, or close it."""


class CompanyNameWrong(Invalid):
    """To close a company, type its name exactly as it is written."""

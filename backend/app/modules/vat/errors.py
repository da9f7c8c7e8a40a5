from accounting.errors import Conflict, NotFound
from accounting.vat.periods import PeriodUnknown
from app.core.errors import CONSTRAINTS


class NoVatReturn(Conflict):
    """This company files no VAT return: it has no VAT number, is exempt, or we do not know its country's return."""


class VatPeriodClosed(Conflict):
    """This VAT period is closed; a correction goes into a later one."""


class VatPeriodNotClosed(Conflict):
    """This VAT period is not closed."""


class EarlierVatPeriodOpen(Conflict):
    """An earlier VAT period is not closed yet; close that one first."""


class LaterVatPeriodClosed(Conflict):
    """A later VAT period is closed; reopen that one first."""


class VatPeriodNotEnded(Conflict):
    """This VAT period has not ended; say so if you mean to close it all the same."""


class VatPeriodUnfinished(Conflict):
    """Drafts, papers or expenses of this VAT period are not in the books; book them, or accept that they come later."""


class VatControlsFail(Conflict):
    """The figures do not hold together; mend what is wrong, or accept it."""


class VatCorrectionsApart(Conflict):
    """Credit notes correct VAT of before, which form 629 does not ask: declare them apart, and say that you do."""


class NotYourVatPeriod(Conflict):
    """This is not a period of your VAT returns: those are by month or by quarter, one after the other."""


class VatPeriodFiledOtherwise(Conflict):
    """Days of this period are in a closed return, of a month by itself or of its quarter: no VAT is declared twice."""


class RegimeOfClosedPeriod(Conflict):
    """VAT of that day is closed: the regime changes from a later day, or after you reopen the period."""


class RegimeOfChargedVat(Conflict):
    """VAT was charged from that day on, and it is owed: let the regime begin later, or credit those invoices first."""


class RegimeOfFreeSales(Conflict):
    """Sales without VAT stand from that day on: credit them first and bill them again with VAT, or begin later."""


class GridUnknown(NotFound):
    """There is no such grid in this return."""


__all__ = ["PeriodUnknown"]
CONSTRAINTS |= {"vat_period_is_closed_once": VatPeriodClosed, "vat_day_is_filed_once": VatPeriodFiledOtherwise}

"""What people spent for the company: told, approved by the bookkeeper, paid back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from atelier.desk import Desk, Made, Step
from atelier.tables import Row, table, working_day

REIMBURSED_AFTER, CHARGED_AFTER = timedelta(days=20), timedelta(days=2)
REASON = "Een boete is niet ten laste van de vennootschap."


class Spending:
    """Expenses by their day and description, as they stand now."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.known: dict[tuple[str, str], Made] = {
            (each["spent_on"], each["description"]): each for each in desk.owner.every("/expenses")
        }

    def steps(self) -> list[Step]:
        """Everything of the year that was approved, and what the bank tells of it: paid back, or charged by card."""
        found = []
        for row in table("expenses"):
            for on in self.desk.calendar.happen(row["months"], row["day"]):
                found.append(Step(on, 4, lambda row=row, on=on: self.approved(row, on)))  # type: ignore[misc]
                own = row["paid_with"] == "own_money"
                told = self.reimbursed if own else self.charged
                later = working_day(on + (REIMBURSED_AFTER if own else CHARGED_AFTER))
                found.append(
                    Step(later, 6, lambda row=row, on=on, later=later, told=told: told(row, on, later))  # type: ignore[misc]
                )
        return found

    def of_these_days(self) -> None:
        """What waits for somebody now."""
        for row in table("now"):
            on = self.desk.today - timedelta(days=int(row["days_ago"]))
            until = row["what"]
            if until == "draft":
                self.told(row, on)
            elif until == "submitted":
                self.submitted(row, on)
            elif until == "approved":
                self.approved(row, on)
            elif until == "charged":
                self.charged(row, on, working_day(on + CHARGED_AFTER))
            elif (expense := self.submitted(row, on))["status"] == "submitted":
                self._do(expense, "reject", by=self.desk.bookkeeper, reason=REASON)

    def told(self, row: Row, on: date) -> Made:
        known = self.known.get((on.isoformat(), row["description"]))
        if known:
            return known
        asked = {
            "category": row["category"],
            "merchant": row["merchant"],
            "description": row["description"],
            "spent_on": on.isoformat(),
            "total_amount": row["total"],
            "vat_rate": row["vat_rate"] or None,
            "paid_with": row["paid_with"],
            "private_percent": row["private"],
            "spender_id": self.desk.people.get(row.get("spender") or row.get("who", "")),
        }
        return self._keep(self.desk.owner.call("POST", "/expenses", json=asked))

    def submitted(self, row: Row, on: date) -> Made:
        expense = self.told(row, on)
        return self._do(expense, "submit") if expense["status"] == "draft" else expense

    def approved(self, row: Row, on: date) -> Made:
        expense = self.submitted(row, on)
        return self._do(expense, "approve", by=self.desk.bookkeeper) if expense["status"] == "submitted" else expense

    def reimbursed(self, row: Row, on: date, later: date) -> None:
        expense = self.approved(row, on)
        if expense["status"] == "approved" and later >= self.desk.bank_since:
            self.desk.paid_back.append((expense, later))
        elif expense["status"] == "approved":
            self._do(expense, "reimburse", by=self.desk.bookkeeper, on=later.isoformat())

    def charged(self, row: Row, on: date, later: date) -> None:
        """What a card paid, on the day the bank took it; of closed years the bookkeeper booked that herself."""
        expense = self.approved(row, on)
        if later >= self.desk.bank_since:
            self.desk.by_card.append((expense, later))
        elif expense["cleared"] is None:
            total = row["total"]
            taken = [{"account_code": "58", "debit": total}, {"account_code": "550", "credit": total}]
            self.desk.post(later, f"{row['merchant']}, kaart", taken, "bank")
            self._do(expense, "clear", by=self.desk.bookkeeper)

    def _do(self, expense: Made, what: str, by: Any = None, **asked: str) -> Made:
        api = by or self.desk.owner
        return self._keep(api.call("POST", f"/expenses/{expense['id']}/{what}", json=asked))

    def _keep(self, expense: Made) -> Made:
        self.known[(expense["spent_on"], expense["description"])] = expense
        return expense

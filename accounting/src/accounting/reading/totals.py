"""Net, VAT, total and amount due, chosen together: the labels propose, the arithmetic decides."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounting.reading.amounts import plain
from accounting.reading.breakdown import RateRow, base_and_vat, combinations
from accounting.reading.document import Amount, Document, found, pointers
from accounting.reading.fields import Field
from accounting.reading.labels import Label

ROLE_WEIGHTS: dict[str, dict[str, float]] = {
    "total": {
        "gross": 1.0, "due": 0.8, "total": 0.65, "invoice": 0.1, "subtotal": -0.3, "net": -0.8, "vat": -0.7,
        "paid": -1.0, "quantity_total": -1.2, "quantity": -0.8, "unit_price": -0.5, "iban": -0.5, "other_number": -1.0,
    },
    "net": {
        "net": 1.0, "subtotal": 0.5, "total": 0.1, "gross": -0.8, "vat": -0.4, "paid": -0.8, "due": -0.8,
        "quantity_total": -1.0, "unit_price": -0.3, "other_number": -1.0,
    },
    "vat": {
        "vat": 1.0, "total": 0.05, "net": -0.5, "gross": -0.8, "due": -0.8, "subtotal": -0.6, "paid": -0.8,
        "quantity_total": -1.0, "unit_price": -0.4, "other_number": -0.6, "quantity": -0.4,
    },
    "due": {"due": 1.0, "total": 0.1, "net": -0.6, "vat": -0.8, "paid": -1.0, "subtotal": -0.6, "other_number": -1.0},
    "paid": {"paid": 1.0, "due": -1.0, "gross": -1.0, "net": -1.0},
}  # fmt: skip
"""How much a label of a role speaks for (or against) an amount being the total, the net and so on."""

USUAL_RATES = tuple(
    Decimal(rate)
    for rate in "2.1 3 4 5 5.5 6 7 8 8.1 9 10 12 13 13.5 14 15 16 17 18 19 20 21 22 23 24 25 25.5 27".split()
)


@dataclass(eq=False)
class Candidate:
    """One value with all the places it stands, and what the labels say for each role."""

    cents: int
    places: list[Amount]
    scores: dict[str, float]
    best: dict[str, Amount]


@dataclass(frozen=True, slots=True)
class Totals:
    """The chosen amounts in cents (None when not chosen) and how good the choice is."""

    total: int | None = None
    net: int | None = None
    vat: int | None = None
    score: float = 0.0
    agrees: bool = False


def read_totals(document: Document, *, receipt: bool = False) -> dict[str, Field]:
    """net_amount, vat_amount, total_amount and amount_due, as far as they can be found."""
    candidates = _candidates(document, receipt=receipt)
    rates = {percentage for *_, percentage in document.percentages if 0 < percentage <= 30}
    chosen = by_rates(choose(candidates, rates), candidates, combinations(document))
    if receipt:
        chosen = after_rounding(chosen, candidates)
    fields = _fields(chosen, {each.cents: each for each in candidates})
    fields.update(_amount_due(chosen, candidates, fields))
    return fields


def choose(candidates: list[Candidate], rates: Iterable[Decimal]) -> Totals:
    """The best combination of net, VAT and total: label scores, plus a bonus when net + VAT = total at a known rate."""
    known = set(rates)
    totals = sorted(candidates, key=lambda each: -each.scores["total"])[:14]
    nets = sorted(candidates, key=lambda each: -each.scores["net"])[:22]
    vats = {each.cents: each for each in sorted(candidates, key=lambda each: -each.scores["vat"])[:30]}
    net_by_cents = {each.cents: each for each in nets}
    given = [each.cents for each in candidates if each.scores["paid"] > 0.5]
    kept = {more - back for more in given for back in given if more > back > 0}
    advances = {abs(each.cents) for each in candidates if each.scores["paid"] > 0.3}
    kept |= {each.cents + paid for each in candidates if each.scores["due"] > 0.6 for paid in advances if paid}
    best = Totals()
    for total in totals:
        score = total.scores["total"] + 0.4 * (total.cents in kept)  # given less change, or due plus advance
        if score > 0.25:
            best = _better(best, Totals(total.cents, score=score))
        for net in nets:
            best = _better(best, _with_net(total, score, net, vats, known))
        if score > 0.3:
            for vat in vats.values():
                best = _better(best, _without_net(total.cents, score, vat, net_by_cents, known))
    if best.total is None and totals and totals[0].scores["total"] > 0.05:
        likeliest = max(totals, key=lambda each: each.scores["total"] + 0.5 * max(0.0, each.scores["net"]))
        return Totals(likeliest.cents, score=likeliest.scores["total"])
    return best


def _without_net(total: int, own: float, vat: Candidate, nets: Container[int], rates: set[Decimal]) -> Totals:
    """The combination of a total and a VAT amount where no net is printed, as on most till slips."""
    net = total - vat.cents
    if net in nets or vat.scores["vat"] <= 0.4 or not 0 < vat.cents < total:
        return Totals()
    bonus = _rate_bonus(net, vat.cents, rates)
    return (
        Totals(total, net, vat.cents, own + 0.7 * vat.scores["vat"] + 0.3 * bonus - 0.25) if bonus >= 0.45 else Totals()
    )


def by_rates(chosen: Totals, candidates: Iterable[Candidate], rows: Iterable[tuple[RateRow, ...]]) -> Totals:
    """The totals that a VAT table of two rates or more proves, when their sum is itself printed as a total."""
    printed = {each.cents: each.scores["total"] for each in candidates}
    for combination in rows:
        base, vat = (int(amount * 100) for amount in base_and_vat(combination))
        for total in (base + vat, base + vat + 1, base + vat - 1):
            if len(combination) >= 2 and printed.get(total, 0.0) > 0.25:
                score = printed[total] + 1.2 + 0.3 * len(combination)
                part = any((int(row.base * 100), int(row.vat * 100)) == (chosen.net, chosen.vat) for row in combination)
                if part or score > chosen.score:
                    return Totals(total, base, vat, score, agrees=True)
    return chosen


def after_rounding(chosen: Totals, candidates: Iterable[Candidate]) -> Totals:
    """A till's total after rounding to five cents, when both the rounding and the rounded total are printed."""
    if chosen.total is None:
        return chosen
    rounding = {abs(each.cents) for each in candidates if each.scores["paid"] > 0.3 and 0 < abs(each.cents) < 10}
    for each in candidates:
        difference = each.cents - chosen.total
        if abs(difference) in rounding and each.cents % 5 == 0 and each.scores["total"] > 0.5:
            net = each.cents - chosen.vat if chosen.vat is not None else None
            return Totals(each.cents, net, chosen.vat, chosen.score, chosen.agrees)
    return chosen


def _with_net(total: Candidate, own: float, net: Candidate, vats: dict[int, Candidate], rates: set[Decimal]) -> Totals:
    """The combination of this total and net with the VAT that fits them."""
    difference = total.cents - net.cents
    score = own + 0.9 * net.scores["net"]
    if difference == 0:
        zero = vats.get(0)
        no_vat = zero is not None and zero.scores["vat"] > 0.5
        if (net.scores["net"] < 0.4 and not no_vat) or total.scores["total"] < 0.3:
            return Totals()
        support = 0.3 + 0.5 * max(0.0, zero.scores["vat"]) if zero is not None else -0.1
        return Totals(total.cents, net.cents, 0, score + support, zero is not None)
    if (difference > 0) != (total.cents > 0) or abs(difference) > abs(net.cents) * 0.3:
        return Totals()
    for off in (0, 1, -1, 2, -2):
        vat = vats.get(difference + off)
        if vat is None or vat.cents == 0:
            continue
        bonus = _rate_bonus(net.cents, vat.cents, rates)
        labelled = max(net.scores["net"], 0.0) + max(vat.scores["vat"], 0.0)
        if labelled < 0.4:
            if bonus < 0.45:
                continue
            bonus *= 0.5
        made = score + 0.8 * vat.scores["vat"] + (0.35 if bonus >= 0.45 else 0.1) + bonus - 0.15 * abs(off)
        return Totals(total.cents, net.cents, vat.cents, made, bonus > 0)
    parts = _sum_of_two(difference, vats)
    if parts is not None and net.scores["net"] > 0.3:
        return Totals(total.cents, net.cents, difference, score + 0.8 * parts + 0.35 + 0.4, True)
    bonus = _rate_bonus(net.cents, difference, rates)
    printed = [vat for vat in vats.values() if vat.cents and vat.scores["vat"] > 0.7]
    if len(printed) == 1 and net.scores["net"] > 0.7 and own > 0.7 and bonus < 0.8:
        # all three are plainly labelled and do not add up: that is what the document says
        return Totals(total.cents, net.cents, printed[0].cents, score + 0.8 * printed[0].scores["vat"] - 0.4)
    if net.scores["net"] > 0.4 and bonus > 0:
        return Totals(total.cents, net.cents, difference, score + 0.3 * bonus - 0.15)
    return Totals()


def _sum_of_two(vat: int, vats: dict[int, Candidate]) -> float | None:
    """The weaker label score of two VAT amounts (of two rates) that make up ``vat`` together; None when none do."""
    best: float | None = None
    for cents, one in vats.items():
        other = vats.get(vat - cents)
        if 0 < cents < vat and other is not None and other is not one:
            weaker = min(one.scores["vat"], other.scores["vat"])
            if weaker > 0.4 and (best is None or weaker > best):
                best = weaker
    return best


def _rate_bonus(net: int, vat: int, rates: set[Decimal]) -> float:
    """How well VAT on net fits: a printed rate, a usual one, a mix of printed ones, or none."""
    if net == 0 or (net > 0) != (vat > 0):
        return -0.3
    tolerance = max(1.2, abs(net) * 0.0002)
    if any(abs(abs(net) * float(rate) / 100 - abs(vat)) <= tolerance for rate in rates):
        return 0.8
    if any(abs(abs(net) * float(rate) / 100 - abs(vat)) <= tolerance for rate in USUAL_RATES):
        return 0.45
    percentage = abs(vat) / abs(net) * 100
    if len(rates) >= 2 and float(min(rates)) < percentage < float(max(rates)):
        return 0.4
    return 0.1 if 0.3 < percentage < 27 else -0.3


def _better(best: Totals, other: Totals) -> Totals:
    return other if other.total is not None and other.score > best.score + 1e-9 else best


def _candidates(document: Document, *, receipt: bool) -> list[Candidate]:
    """Every distinct amount with its score for each role."""
    by_cents: dict[int, Candidate] = {}
    usable = [each for each in document.amounts if each.written.cents or each.written.currency]
    if len(usable) < 2:
        usable = document.amounts
    largest = max((abs(each.value) for each in usable if each.written.cents), default=Decimal())
    count = max(1, len(document.sheets))
    position = {sheet.page.number: index for index, sheet in enumerate(document.sheets)}
    for place in usable[-1500:]:
        cents = int((place.value * 100).to_integral_value())
        labels = pointers(document, place.phrase, place.written.start, place.written.end)
        depth = (position[place.phrase.page] + place.phrase.y0) / count
        candidate = by_cents.setdefault(cents, Candidate(cents, [], {}, {}))
        candidate.places.append(place)
        for role, weights in ROLE_WEIGHTS.items():
            score = _label_score(weights, labels)
            score += 0.15 * depth + (0.0 if place.written.cents else -0.35)
            if role == "total":
                score += 0.25 * (abs(place.value) == largest) * (not receipt or score > 0.3)
                score += 0.1 * (place.phrase.height > 1.25 * document.sheet(place.phrase).line)
                score += 0.05 * (place.written.currency is not None)
                score -= 0.6 * (cents <= 0)
            if role not in candidate.scores or score > candidate.scores[role]:
                candidate.scores[role], candidate.best[role] = score, place
    for candidate in by_cents.values():
        candidate.scores["total"] += min(0.2, 0.07 * (len(candidate.places) - 1))
    return list(by_cents.values())


def _label_score(weights: dict[str, float], labels: Iterable[tuple[Label, float]]) -> float:
    """The strongest label for the role and the strongest against it."""
    best, worst = 0.0, 0.0
    for label, strength in labels:
        spoken = [weights[role] for role in label.roles if role in weights]
        if spoken and max(spoken) > 0:
            best = max(best, max(spoken) * strength)
        elif spoken:
            worst = min(worst, min(spoken) * strength)
    return best + worst


def _fields(chosen: Totals, candidates: dict[int, Candidate]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    if chosen.total is None:
        return fields
    anchor = candidates[chosen.total]
    for name, role, cents in (
        ("net_amount", "net", chosen.net),
        ("vat_amount", "vat", chosen.vat),
        ("total_amount", "total", chosen.total),
    ):
        if cents is None:
            continue
        candidate = candidates.get(cents)
        own = 0.0 if candidate is None else candidate.scores[role]
        probability = 0.5 + 0.22 * min(1.5, max(0.0, own))
        probability += 0.16 if chosen.agrees else 0.0
        place = (candidate or anchor).best["total" if candidate is None else role]
        derived = candidate is None
        fields[name] = found(
            plain(Decimal(cents) / 100),
            probability - 0.1 * derived,
            place.span,
            "rule" if derived else None,
            place.phrase.origin,
        )
    return fields


def _amount_due(chosen: Totals, candidates: list[Candidate], fields: dict[str, Field]) -> Iterator[tuple[str, Field]]:
    """What is left to pay: a labelled amount below the total, or else the total itself by rule."""
    if chosen.total is None:
        return
    paid = {abs(each.cents) for each in candidates if each.scores["paid"] > 0.3}
    labelled = [each for each in candidates if each.scores["due"] > 0.5]
    for each in sorted(labelled, key=lambda each: -each.scores["due"]):
        explained = chosen.total - each.cents in paid
        if each.cents == chosen.total or explained or (each.scores["due"] > 0.75 and 0 <= each.cents < chosen.total):
            place = each.best["due"]
            sure = each.cents == chosen.total or explained
            yield (
                "amount_due",
                found(plain(Decimal(each.cents) / 100), 0.93 if sure else 0.6, place.span, None, place.phrase.origin),
            )
            return
    total = fields["total_amount"]
    yield "amount_due", Field(total.value, total.confidence * 0.95, total.page, total.box, "rule")

"""Ways in which businesses lay out an invoice on A4. Each draws everything that `contents.truth` promises."""

from paper.contents import Invoice
from paper.drawing import (
    SANS,
    SANS_BOLD,
    SERIF,
    SERIF_BOLD,
    VERA,
    VERA_BOLD,
    Pen,
    lines_table,
    number_label,
    rates_table,
    totals,
)
from paper.writing import WORDS, day, iban, vat_number


def payment_sentence(invoice: Invoice, style: str = "slashes") -> str:
    """How to pay, in a sentence; without a structured reference the invoice number is quoted."""
    assert invoice.due_on is not None, "only what must be paid has a due date"
    return WORDS[invoice.language]["pay"].format(
        due=day(invoice.due_on, invoice.language, style),
        iban=iban(invoice.supplier.iban),
        reference=invoice.reference or invoice.number,
    )


def why_no_vat(invoice: Invoice) -> str:
    """The sentence the law asks for when the customer accounts for the VAT."""
    return WORDS[invoice.language]["within_union" if invoice.lines[0].category == "K" else "reverse"]


def classic(invoice: Invoice) -> bytes:
    """Sender top left, title top right, numbers in two columns, payment in a sentence at the foot."""
    pen, words, who = Pen(font=SANS, bold=SANS_BOLD), WORDS[invoice.language], invoice.supplier
    pen.text(50, 62, who.name, 16, bold=True)
    pen.block(
        50,
        80,
        [who.street, f"{who.postcode} {who.city}", f"{words['vat_number']} {vat_number(who.vat_number)}", who.email],
    )
    pen.text(545, 64, words[invoice.kind], 20, bold=True, align="right", grey=0.25)
    to = invoice.customer
    pen.block(
        330,
        150,
        [to.name, to.street, f"{to.postcode} {to.city}", f"{words['vat_number']} {vat_number(to.vat_number)}"],
        10,
    )
    y = 226.0
    rows = [(number_label(invoice), invoice.number), (words["date"], day(invoice.issued_on, invoice.language))]
    if invoice.due_on:
        rows.append((words["due"], day(invoice.due_on, invoice.language)))
    for label, value in rows:
        pen.text(50, y, f"{label}:")
        pen.text(180, y, value)
        y += 15
    y = lines_table(
        pen, invoice, y + 30, {"description": 50, "quantity": 330, "price": 400, "rate": 460, "line_total": 545}
    )
    y = totals(pen, invoice, y, 350, 545, sign="€")
    _foot(pen, invoice, y + 40, 50)
    pen.text(50, 800, f"{who.name} - {who.address} - IBAN {iban(who.iban)}", 7.5, grey=0.35)
    return pen.pdf()


def band(invoice: Invoice) -> bytes:
    """A coloured band with white letters over the page; facts in a row of small headings; total in a box."""
    pen, words, who = Pen(font=VERA, bold=VERA_BOLD), WORDS[invoice.language], invoice.supplier
    pen.box(0, 0, pen.width, 86, (0.11, 0.27, 0.42))
    pen.on_band(42, 52, who.name, 19)
    pen.on_band(553, 52, words[invoice.kind].capitalize(), 15, align="right", bold=False)
    pen.block(42, 112, [who.street, f"{who.postcode} {who.city}"], 8.5, 12)
    pen.block(42, 136, [vat_number(who.vat_number), iban(who.iban)], 8.5, 12)
    to = invoice.customer
    pen.text(330, 112, words["customer"], 8, bold=True, grey=0.4)
    pen.block(330, 126, [to.name, to.street, f"{to.postcode} {to.city}", vat_number(to.vat_number)], 9, 12.5)
    facts = [
        (number_label(invoice), invoice.number),
        (words["date"], day(invoice.issued_on, invoice.language, "dashes")),
    ]
    if invoice.due_on:
        facts.append((words["due"], day(invoice.due_on, invoice.language, "dashes")))
    for index, (label, value) in enumerate(facts):
        pen.text(42 + 170 * index, 206, label, 8, bold=True, grey=0.4)
        pen.text(42 + 170 * index, 221, value, 10.5)
    y = lines_table(
        pen, invoice, 262, {"description": 42, "quantity": 320, "price": 395, "rate": 465, "line_total": 553}, heading=8
    )
    y = totals(pen, invoice, y + 4, 360, 553, sign="EUR", big=10.5)
    _foot(pen, invoice, y + 36, 42, size=8.5)
    return pen.pdf()


def columns(invoice: Invoice) -> bytes:
    """Serif; customer left and sender right as in France; labels above values in a ruled strip; rates apart."""
    pen, words, who = Pen(font=SERIF, bold=SERIF_BOLD), WORDS[invoice.language], invoice.supplier
    pen.text(pen.width / 2, 58, who.name, 21, bold=True, align="middle")
    pen.text(pen.width / 2, 75, f"{who.street} - {who.postcode} {who.city} - {who.email}", 9.5, align="middle")
    pen.text(
        pen.width / 2,
        88,
        f"{words['vat_number']} {vat_number(who.vat_number)} - IBAN {iban(who.iban)}",
        9.5,
        align="middle",
    )
    pen.rule(50, 100, 545, 1.2)
    to = invoice.customer
    pen.text(50, 128, words["customer"] + " :", 10, bold=True)
    pen.block(
        50,
        143,
        [to.name, to.street, f"{to.postcode} {to.city}", f"{words['vat_number']} {vat_number(to.vat_number)}"],
        11,
        14,
    )
    pen.text(545, 140, f"{words[invoice.kind]}", 17, bold=True, align="right")
    facts = [
        (f"{number_label(invoice)}", invoice.number),
        (words["date"], day(invoice.issued_on, invoice.language, "words")),
    ]
    if invoice.due_on:
        facts.append((words["due"], day(invoice.due_on, invoice.language, "words")))
    y = 162.0
    for label, value in facts:
        pen.text(430, y, f"{label} :", 10.5, align="right")
        pen.text(545, y, value, 10.5, align="right")
        y += 15
    y = lines_table(
        pen,
        invoice,
        244,
        {"description": 50, "quantity": 345, "price": 415, "rate": 470, "line_total": 545},
        heading=10,
    )
    below = rates_table(pen, invoice, y + 24, 50)
    y = totals(pen, invoice, y + 4, 330, 545, sign="€", big=12)
    _foot(pen, invoice, max(y, below) + 34, 50, size=10, style="words")
    return pen.pdf()


def grid(invoice: Invoice) -> bytes:
    """As printed by accounting software: two boxes of label-value pairs, IBAN and reference as fields of their own."""
    pen, words, who = Pen(font=SANS, bold=SANS_BOLD), WORDS[invoice.language], invoice.supplier
    pen.text(48, 50, words[invoice.kind].capitalize(), 22, bold=True)
    pen.box(48, 66, 240, 74, (0.94, 0.94, 0.94))
    pen.block(56, 82, [who.name], 11, bold=True)
    pen.block(
        56,
        97,
        [who.street, f"{who.postcode} {who.city}", f"{words['vat_number']}: {vat_number(who.vat_number)}"],
        9,
        13,
    )
    pen.box(306, 66, 240, 74, (0.94, 0.94, 0.94))
    to = invoice.customer
    pen.block(314, 82, [to.name], 11, bold=True)
    pen.block(
        314, 97, [to.street, f"{to.postcode} {to.city}", f"{words['vat_number']}: {vat_number(to.vat_number)}"], 9, 13
    )
    facts = [
        (number_label(invoice), invoice.number),
        (words["date"], day(invoice.issued_on, invoice.language, "dots")),
        (words["due"], day(invoice.due_on, invoice.language, "dots") if invoice.due_on else ""),
        (words["iban"], iban(who.iban)),
        (words["reference"], invoice.reference or ""),
    ]
    y = 164.0
    for label, value in (fact for fact in facts if fact[1]):
        pen.text(48, y, label, 9, grey=0.3)
        pen.text(190, y, value, 9.5, bold=True)
        y += 14
    y = lines_table(
        pen,
        invoice,
        y + 22,
        {"description": 48, "quantity": 335, "price": 405, "rate": 465, "line_total": 546},
        step=15,
    )
    rates_table(pen, invoice, y + 22, 48)
    y = totals(pen, invoice, y + 2, 360, 546, sign="EUR")
    if invoice.reverse_charged:
        pen.text(48, y + 30, why_no_vat(invoice), 9)
    pen.text(48, 806, f"{who.email} - {who.address}", 7.5, grey=0.4)
    return pen.pdf()


def letterhead(invoice: Invoice) -> bytes:
    """Much white, sender right, one line of facts, no ruled table: how consultants write."""
    pen, words, who = Pen(font=SANS, bold=SANS_BOLD), WORDS[invoice.language], invoice.supplier
    pen.text(545, 60, who.name, 13, bold=True, align="right")
    pen.block(
        545,
        76,
        [who.street, f"{who.postcode} {who.city}", vat_number(who.vat_number)],
        9,
        12.5,
        align="right",
        grey=0.3,
    )
    to = invoice.customer
    pen.block(
        60,
        150,
        [to.name, to.street, f"{to.postcode} {to.city}", f"{words['vat_number']} {vat_number(to.vat_number)}"],
        10,
        13.5,
    )
    title = {"en": "Invoice", "nl": "Factuur", "fr": "Facture"}[invoice.language]
    if invoice.kind == "credit_note":
        title = words["credit_note"].capitalize()
    pen.text(60, 244, f"{title} {invoice.number}", 15, bold=True)
    pen.text(60, 264, f"{words['date']} {day(invoice.issued_on, invoice.language, 'words')}", 9.5)
    if invoice.due_on:
        pen.text(300, 264, f"{words['due']} {day(invoice.due_on, invoice.language, 'words')}", 9.5)
    y = lines_table(pen, invoice, 306, {"description": 60, "quantity": 350, "price": 425, "line_total": 545}, step=20)
    y = totals(pen, invoice, y + 6, 360, 545, sign="€")
    _foot(pen, invoice, y + 50, 60, style="words")
    return pen.pdf()


def _foot(pen: Pen, invoice: Invoice, y: float, x: float, size: float = 9.0, style: str = "slashes") -> None:
    """How to pay, on two lines where one is too long; who owes the VAT when it is not the seller."""
    if invoice.reverse_charged:
        pen.text(x, y, why_no_vat(invoice), size)
        y += 18
    if invoice.due_on is None:
        return
    account = iban(invoice.supplier.iban)
    sentence = payment_sentence(invoice, style)
    first, _, rest = sentence.partition(account)
    if len(sentence) < 95:
        pen.text(x, y, sentence, size)
    else:
        pen.block(x, y, [first + account, rest.strip()], size, size + 4)


LAYOUTS = {"classic": classic, "band": band, "columns": columns, "grid": grid, "letterhead": letterhead}

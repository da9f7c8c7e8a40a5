"""The pen: text, tables of lines, tables of totals on a reportlab canvas, from the top left in points."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from paper.contents import Invoice
from paper.writing import WORDS, amount, number

WIDTH, HEIGHT = A4
SANS, SANS_BOLD = "Helvetica", "Helvetica-Bold"
SERIF, SERIF_BOLD = "Times-Roman", "Times-Bold"
VERA, VERA_BOLD = "Vera", "VeraBd"
MONO, MONO_BOLD = "Courier", "Courier-Bold"
Layout = Callable[["Pen", Invoice], None]

for _font in (VERA, VERA_BOLD):
    pdfmetrics.registerFont(TTFont(_font, str(Path(reportlab.__file__).parent / "fonts" / f"{_font}.ttf")))


class Pen:
    """A canvas whose y grows downwards, as people read."""

    def __init__(self, size: tuple[float, float] = A4, font: str = SANS, bold: str = SANS_BOLD) -> None:
        self._file = io.BytesIO()
        self.width, self.height = size
        self.canvas = Canvas(self._file, pagesize=size, invariant=1)
        self.font, self.bold = font, bold

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 9.5,
        *,
        bold: bool = False,
        align: str = "left",
        grey: float = 0.0,
    ) -> None:
        """Write words with their baseline at `y`; `align` says what `x` is: left, right or middle."""
        self.canvas.setFont(self.bold if bold else self.font, size)
        self.canvas.setFillGray(grey)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "middle": self.canvas.drawCentredString,
        }
        draw[align](x, self.height - y, words)

    def block(
        self, x: float, y: float, lines: Sequence[str], size: float = 9.5, step: float = 13.0, **style: object
    ) -> float:
        """Lines under each other; returns the y after the last."""
        for line in lines:
            self.text(x, y, line, size, **style)  # type: ignore[arg-type]
            y += step
        return y

    def rule(self, x0: float, y: float, x1: float, width: float = 0.6, grey: float = 0.3) -> None:
        """A horizontal line."""
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def box(self, x: float, y: float, wide: float, high: float, colour: tuple[float, float, float]) -> None:
        """A filled rectangle, for bands and headings."""
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x, self.height - y - high, wide, high, stroke=0, fill=1)

    def on_band(self, x: float, y: float, words: str, size: float, *, align: str = "left", bold: bool = True) -> None:
        """White letters on a coloured band."""
        self.canvas.setFont(self.bold if bold else self.font, size)
        self.canvas.setFillColorRGB(1, 1, 1)
        (self.canvas.drawRightString if align == "right" else self.canvas.drawString)(x, self.height - y, words)

    def pdf(self) -> bytes:
        """Finish the page and give the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def lines_table(
    pen: Pen, invoice: Invoice, y: float, columns: dict[str, float], *, heading: float = 9, step: float = 17
) -> float:
    """The lines of an invoice; `columns` gives the x of description (left) and of the other columns (right edge)."""
    words, language = WORDS[invoice.language], invoice.language
    for name, x in columns.items():
        pen.text(x, y, words[name], heading, bold=True, align="left" if name == "description" else "right")
    y += 6
    pen.rule(min(columns.values()), y, max(columns.values()))
    for line in invoice.lines:
        y += step
        cells = {
            "description": line.description,
            "quantity": number(line.quantity, language),
            "price": amount(line.unit_price, language),
            "rate": f"{number(line.rate, language)} %" if line.category == "S" else "0 %",
            "line_total": amount(line.net, language),
        }
        for name, x in columns.items():
            pen.text(x, y, cells[name], align="left" if name == "description" else "right")
    y += 8
    pen.rule(min(columns.values()), y, max(columns.values()))
    return y + 6


def totals(
    pen: Pen, invoice: Invoice, y: float, label_x: float, amount_x: float, *, sign: str = "", big: float = 11
) -> float:
    """Net, VAT per rate, total; `sign` is what stands before or after the total, such as € or EUR."""
    words, language = WORDS[invoice.language], invoice.language
    rows = [(words["net"], invoice.net)]
    for rate, _, base, vat in invoice.breakdown():
        percent = f"{words['vat']} {number(rate, language)}%"
        rows.append((f"{percent} ({amount(base, language)})" if len(invoice.breakdown()) > 1 else percent, vat))
    for label, value in rows:
        y += 15
        pen.text(label_x, y, label)
        pen.text(amount_x, y, amount(value, language), align="right")
    y += 8
    pen.rule(label_x, y, amount_x)
    y += 15
    pen.text(label_x, y, words["credit_total" if invoice.kind == "credit_note" else "total"], big, bold=True)
    shown = amount(invoice.gross, language)
    pen.text(
        amount_x, y, f"{sign} {shown}" if sign == "€" else f"{shown} {sign}".strip(), big, bold=True, align="right"
    )
    return y + 14


def rates_table(pen: Pen, invoice: Invoice, y: float, x: float) -> float:
    """Base and VAT per rate, as wholesalers print it."""
    words, language = WORDS[invoice.language], invoice.language
    for offset, name in ((0, "rate"), (110, "base"), (180, "vat")):
        pen.text(x + offset, y, words[name], 8.5, bold=True, align="left" if offset == 0 else "right")
    pen.rule(x, y + 5, x + 180)
    for rate, _, base, vat in invoice.breakdown():
        y += 16
        pen.text(x, y, f"{number(rate, language)} %", 9)
        pen.text(x + 110, y, amount(base, language), 9, align="right")
        pen.text(x + 180, y, amount(vat, language), 9, align="right")
    return y + 14


def number_label(invoice: Invoice) -> str:
    """What the number is called on this kind of document."""
    return WORDS[invoice.language]["credit_number" if invoice.kind == "credit_note" else "number"]

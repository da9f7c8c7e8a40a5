"""What happens to paper on its way into an inbox: a flatbed scanner, or a telephone over a table."""

import io
import time

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

_A_MORNING = time.gmtime(1_790_000_000)


def picture(pdf: bytes, dpi: int) -> np.ndarray:
    """The first page in colour."""
    document = pdfium.PdfDocument(pdf)
    try:
        return np.asarray(document[0].render(scale=dpi / 72).to_pil().convert("RGB"))
    finally:
        document.close()


def scanned(pdf: bytes, seed: int, *, tilt: float = 0.7, blur: float = 1.0, dpi: int = 200, quality: int = 55) -> bytes:
    """A grey office scan: slightly askew, soft, grainy, unevenly lit, strongly compressed."""
    noise = np.random.default_rng(seed)
    grey = cv2.cvtColor(picture(pdf, dpi), cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    grey = cv2.warpAffine(grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    soft = cv2.GaussianBlur(grey, (0, 0), blur).astype(np.float32)
    light = np.linspace(-12, 8, width, dtype=np.float32)[None, :]
    grain = noise.normal(0, 9, grey.shape).astype(np.float32)
    return _jpeg(np.clip(soft * 0.84 + 30 + light + grain, 0, 255).astype(np.uint8), quality, dpi)


def photographed(pdf: bytes, seed: int, *, tilt: float = 2.5, dpi: int = 210, quality: int = 72) -> bytes:
    """A photograph by hand: sheet on a dark table, seen at an angle, shadow over one corner, warm light, grain."""
    noise = np.random.default_rng(seed)
    sheet = picture(pdf, dpi)
    height, width = sheet.shape[:2]
    margin = int(0.06 * height)
    canvas = (width + 2 * margin, height + 2 * margin)
    square = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    jitter = noise.uniform(-0.011, 0.011, (4, 2)) * (width, height)
    pull = np.array([(0.012, 0.008), (-0.012, 0.008), (0, 0), (0, 0)]) * (width, height)
    centre = np.array(canvas) / 2
    angle = np.radians(tilt)
    turn = np.array([(np.cos(angle), np.sin(angle)), (-np.sin(angle), np.cos(angle))])
    seen = ((square - (width / 2, height / 2) + jitter + pull) * 0.97) @ turn + centre
    matrix = cv2.getPerspectiveTransform(square, seen.astype(np.float32))
    table = _table(canvas, noise)
    on_table = cv2.warpPerspective(sheet, matrix, canvas, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)
    mask = cv2.warpPerspective(np.ones((height, width), np.float32), matrix, canvas)[..., None]
    shot = on_table * mask + table * (1 - mask)
    shot = cv2.GaussianBlur(shot.astype(np.float32), (0, 0), 0.9) * _shadow(canvas, noise)[..., None]
    shot *= np.array((1.0, 0.975, 0.92), np.float32)
    shot += noise.normal(0, 6, shot.shape[:2]).astype(np.float32)[..., None]
    return _jpeg(np.clip(shot, 0, 255).astype(np.uint8), quality, 72)


def _table(size: tuple[int, int], noise: np.random.Generator) -> np.ndarray:
    """Dark wood: streaks along one direction."""
    streaks = cv2.GaussianBlur(noise.normal(0, 40, (size[1], 1)).astype(np.float32), (1, 31), 9)
    grain = cv2.GaussianBlur(noise.normal(0, 12, (size[1], size[0])).astype(np.float32), (31, 1), 7)
    return np.clip(np.array((92, 66, 46), np.float32) + (streaks + grain)[..., None], 5, 140)


def _shadow(size: tuple[int, int], noise: np.random.Generator) -> np.ndarray:
    """Light that falls off across the picture, and the soft shadow of a hand from one side."""
    width, height = size
    x, y = np.meshgrid(np.linspace(0, 1, width, dtype=np.float32), np.linspace(0, 1, height, dtype=np.float32))
    fall = 1.0 - 0.22 * x - 0.10 * y
    edge = float(noise.uniform(0.62, 0.8))
    hand = 1.0 - 0.30 / (1.0 + np.exp(-(x + 0.5 * y - edge - 0.3) * 14))
    return (fall * hand).astype(np.float32)


def _jpeg(pixels: np.ndarray, quality: int, dpi: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=quality, dpi=(dpi, dpi))
    return out.getvalue()


def in_one_pdf(jpeg: bytes) -> bytes:
    """A scan as copiers deliver it: a PDF whose only content is a picture."""
    out = io.BytesIO()
    Image.open(io.BytesIO(jpeg)).save(out, "PDF", resolution=200.0, creationDate=_A_MORNING, modDate=_A_MORNING)
    return out.getvalue()

"""Pictures of paper made fit for reading: upright, straight, evenly lit.

Every geometric step is applied to the colour picture as well, because word boxes must lie on the picture that people
look at; what only helps the machine (flattening of light, removal of noise) is applied to the grey copy alone.
"""

import io
import math

import cv2
import numpy as np
import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from libs import problems, sheet
from libs.problems import Unreadable

pillow_heif.register_heif_opener(thumbnails=False)
cv2.setNumThreads(1)
WORKING_SIDE = 3600
SHOWN_SIDE = 1800
_SMALLEST_SIDE = 40
_MOST_PIXELS = 16_000_000


def open_pictures(data: bytes, max_pages: int, max_pixels: int) -> list[Image.Image]:
    """The pages of a JPEG, PNG, TIFF or HEIC file, upright by EXIF; sizes are checked before anything is decoded."""
    Image.MAX_IMAGE_PIXELS = max_pixels
    try:
        source = Image.open(io.BytesIO(data))
        frames = getattr(source, "n_frames", 1) if source.format == "TIFF" else 1
        if frames > max_pages:
            raise Unreadable(problems.TOO_MANY_PAGES)
        return [_frame(source, index, max_pixels) for index in range(frames)]
    except Image.DecompressionBombError:
        raise Unreadable(problems.TOO_MANY_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Unreadable(problems.DAMAGED_FILE) from None


def _frame(source: Image.Image, index: int, max_pixels: int) -> Image.Image:
    if index:
        source.seek(index)
    width, height = source.size
    if width * height > max_pixels:
        raise Unreadable(problems.TOO_MANY_PIXELS)
    if min(width, height) < _SMALLEST_SIDE:
        raise Unreadable(problems.NOTHING_TO_READ)
    if source.format == "JPEG":
        source.draft("RGB", _fitting(source.size, WORKING_SIDE))
    picture = ImageOps.exif_transpose(source)
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        levels = cv2.normalize(np.asarray(picture, np.float32), None, 0, 255, cv2.NORM_MINMAX)
        picture = Image.fromarray(levels.astype(np.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    picture = picture.convert("RGB")
    if max(picture.size) > WORKING_SIDE:
        picture = picture.resize(_fitting(picture.size, WORKING_SIDE), Image.Resampling.LANCZOS)
    return picture


def _fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def as_jpeg(colour: np.ndarray) -> tuple[bytes, int, int]:
    """The picture people see: JPEG, longer side at most 1800 pixels; with its width and height."""
    height, width = colour.shape[:2]
    scale = min(1.0, SHOWN_SIDE / max(height, width))
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        colour = cv2.resize(colour, size, interpolation=cv2.INTER_AREA)
    out = io.BytesIO()
    Image.fromarray(colour).save(out, "JPEG", quality=80, optimize=False)
    return out.getvalue(), colour.shape[1], colour.shape[0]


def straightened(picture: Image.Image) -> np.ndarray:
    """The sheet cut out of a photograph where its edges are clear, turned so that lines of text run level."""
    colour = np.asarray(picture)
    corners = sheet.sheet_corners(colour)
    if corners is not None:
        colour = sheet.flattened(colour, corners)
    if _lines_run_upwards(_ink(colour)):
        colour = np.ascontiguousarray(np.rot90(colour))
    angle = skew(_ink(colour))
    return turned(colour, angle) if abs(angle) >= 0.08 else np.ascontiguousarray(colour)


def skew(ink: np.ndarray, widest: float = 9.0) -> float:
    """Degrees by which lines of text climb (counter-clockwise positive): the angle at which rows are sharpest."""
    if ink.sum() < 200:
        return 0.0
    coarse = max(np.arange(-widest, widest + 0.01, 0.75), key=lambda a: _sharpness(ink, a))
    middle = max(np.arange(coarse - 0.75, coarse + 0.76, 0.15), key=lambda a: _sharpness(ink, a))
    fine = max(np.arange(middle - 0.15, middle + 0.151, 0.03), key=lambda a: _sharpness(ink, a))
    return float(fine)


def turned(colour: np.ndarray, degrees: float) -> np.ndarray:
    """The picture turned clockwise by `degrees`, corners filled with the colour of the paper."""
    height, width = colour.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    cos, sin = abs(matrix[0, 0]), abs(matrix[0, 1])
    new = (int(height * sin + width * cos), int(height * cos + width * sin))
    matrix[0, 2] += new[0] / 2 - width / 2
    matrix[1, 2] += new[1] / 2 - height / 2
    paper = tuple(float(v) for v in np.percentile(colour[::8, ::8].reshape(-1, 3), 90, axis=0))
    straight: np.ndarray = cv2.warpAffine(
        colour, matrix, new, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return straight


def for_machine(colour: np.ndarray) -> np.ndarray:
    """Grey picture, black on white: light evened out, grain and ruled lines removed, white-on-dark bands inverted."""
    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    if _grain(grey) > 6:
        grey = cv2.medianBlur(grey, 3)
    scale = 400 / max(grey.shape)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ground = cv2.medianBlur(small, 15)
    light = cv2.dilate(ground, np.ones((61, 61), np.uint8))
    dark = (ground < 0.55 * light).astype(np.uint8)
    paper = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8)), 21)
    paper = np.where(dark > 0, light, np.maximum(paper, 0.55 * light)).astype(np.float32)
    paper = cv2.resize(cv2.GaussianBlur(paper, (0, 0), 5), grey.shape[::-1], interpolation=cv2.INTER_LINEAR)
    even = np.clip(grey.astype(np.float32) * (245.0 / paper), 0, 255).astype(np.uint8)
    return enlarged(without_rules(_inverted(even, dark)))


def enlarged(grey: np.ndarray) -> np.ndarray:
    """Small print made large enough to read: tesseract wants letters of some twenty pixels."""
    ink = cv2.threshold(grey, 160, 255, cv2.THRESH_BINARY_INV)[1]
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    high, wide = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    letters = high[(high >= 5) & (high <= 90) & (wide >= 2) & (wide <= 90)]
    if len(letters) < 40:
        return grey
    usual = float(np.percentile(letters, 60))
    scale = min(2.5, 22.0 / usual, math.sqrt(_MOST_PIXELS / grey.size))
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) if scale > 1.2 else grey


def is_blank(grey: np.ndarray) -> bool:
    """True when an evened-out picture has next to no ink: tesseract would read the grain of the paper."""
    ink = cv2.medianBlur(grey, 3) < 140
    return float(ink.mean()) < 3e-5


def without_rules(grey: np.ndarray) -> np.ndarray:
    """Ruled lines and frames painted white: they touch letters, and are read as rows of letters themselves."""
    ink = cv2.threshold(grey, 170, 255, cv2.THRESH_BINARY_INV)[1]
    long = max(110, grey.shape[1] // 14)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    thick = cv2.morphologyEx(across, cv2.MORPH_OPEN, np.ones((9, 1), np.uint8))
    thick |= cv2.morphologyEx(down, cv2.MORPH_OPEN, np.ones((1, 9), np.uint8))
    rules = cv2.dilate((across | down) & ~thick, np.ones((3, 3), np.uint8))
    return np.where(rules > 0, np.uint8(245), grey)


def _inverted(grey: np.ndarray, dark: np.ndarray) -> np.ndarray:
    """Bands and blocks of dark ground (a small mask) turned to black on white; narrow logos stay as they are."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    for index in range(1, count):
        left, top, wide, high, area = (int(value) for value in stats[index])
        if wide < 0.12 * dark.shape[1] or high < 5 or area < 0.5 * wide * high:
            continue
        across, down = grey.shape[1] / dark.shape[1], grey.shape[0] / dark.shape[0]
        y0, y1 = int(max(0, top - 1) * down), int((top + high + 1) * down)
        x0, x1 = int(max(0, left - 1) * across), int((left + wide + 1) * across)
        block = grey[y0:y1, x0:x1]
        ground = float(np.median(block))
        grey[y0:y1, x0:x1] = np.clip((255.0 - block) * (245.0 / max(60.0, 255.0 - ground)), 0, 255).astype(np.uint8)
    return grey


def _ink(colour: np.ndarray) -> np.ndarray:
    """Small picture of what is printed (1) on paper (0), borders of the sheet left out."""
    scale = 1000 / max(colour.shape[:2])
    grey = cv2.resize(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink: np.ndarray = cv2.adaptiveThreshold(
        cv2.GaussianBlur(grey, (3, 3), 0), 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 18
    )
    edge = 8
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    return ink


def _sharpness(ink: np.ndarray, degrees: float) -> float:
    """How strongly rows differ from their neighbours after shearing by `degrees`; lines of text make it peak."""
    height, width = ink.shape
    shear = math.tan(math.radians(float(degrees)))
    matrix = np.array([[1.0, 0.0, 0.0], [shear, 1.0, -shear * width / 2]])
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_NEAREST).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _lines_run_upwards(ink: np.ndarray) -> bool:
    """True when text runs along columns rather than along rows; per pixel of edge, or long receipts would fall over."""
    level = max(_sharpness(ink, a) for a in np.arange(-6, 6.1, 1.0)) / ink.shape[1]
    upright = max(_sharpness(np.ascontiguousarray(ink.T), a) for a in np.arange(-6, 6.1, 1.0)) / ink.shape[0]
    return bool(upright > 1.4 * level)


def _grain(grey: np.ndarray) -> float:
    """Noise of the paper in grey levels: median deviation from a smoothed copy."""
    centre = grey[:: max(1, grey.shape[0] // 1200)]
    return float(np.median(cv2.absdiff(centre, cv2.medianBlur(centre, 5)))) * 1.48

"""Find the sheet of paper in a photograph of a table, and look at it from straight above."""

import cv2
import numpy as np


def sheet_corners(colour: np.ndarray) -> np.ndarray | None:
    """Corners of a light sheet on a darker ground (clockwise from top-left), or None when none is clearly seen."""
    scale = 700 / max(colour.shape[:2])
    small = cv2.resize(colour, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), (7, 7), 0)
    grey = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    light = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    inside, outside = grey[light > 0], grey[light == 0]
    if outside.size < 0.03 * grey.size or inside.mean() - outside.mean() < 35 or _dark_sides(light) < 3:
        return None
    light = _allowing_for_shadow(grey, light)
    contours, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    contour = max(contours, key=cv2.contourArea)
    area = cv2.contourArea(contour) / grey.size
    hull = cv2.convexHull(contour)
    quad = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    if not 0.15 < area < 0.97 or len(quad) != 4 or cv2.contourArea(quad) > 1.12 * cv2.contourArea(contour):
        return None
    corners = _clockwise(quad.reshape(4, 2).astype(np.float32))
    return corners / scale if _nearly_square(corners) else None


def _allowing_for_shadow(grey: np.ndarray, light: np.ndarray) -> np.ndarray:
    """The sheet with its shaded parts: light falls off smoothly, so fit its fall on the sheet and judge against that.

    One brightness for the whole picture cuts off the side that lies in the shadow, amounts and all.
    """
    height, width = grey.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)
    logs = np.log(grey.astype(np.float64) + 1)
    for _ in range(6):
        chosen = np.zeros_like(light, bool)
        chosen[::5, ::5] = cv2.erode(light, np.ones((9, 9), np.uint8))[::5, ::5] > 0
        if chosen.sum() < 100:
            break
        fall = terms @ np.linalg.lstsq(terms[chosen], logs[chosen], rcond=None)[0]
        fall = np.clip(fall, logs[chosen].min() - 0.6, logs[chosen].max())
        gap = float(np.median((fall - logs)[light == 0])) if (light == 0).any() else 0.0
        wider = (logs > fall - 0.5 * max(gap, 0.2)).astype(np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(wider, connectivity=4)
        if count < 2:
            break
        grown = np.where(labels == 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax()), np.uint8(255), np.uint8(0))
        settled = float((grown != light).mean()) < 0.002
        light = cv2.morphologyEx(grown, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
        if settled:
            break
    return light


def flattened(colour: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """The sheet as if seen from straight above.

    A dark letterhead looks like table to `sheet_corners`; beyond the top and bottom edge found, rows are kept for as
    long as their colour differs from that of the table beside them. A hair is cut off all round: the edge of a sheet
    reads as a column of bars.
    """
    left_top, right_top, right_bottom, left_bottom = corners
    width = int(max(np.linalg.norm(right_top - left_top), np.linalg.norm(right_bottom - left_bottom)))
    height = int(max(np.linalg.norm(left_bottom - left_top), np.linalg.norm(right_bottom - right_top)))
    over, aside = int(0.2 * height), int(0.04 * width)
    left, right, upper, lower = aside, aside + width, over, over + height
    target = np.array([(left, upper), (right, upper), (right, lower), (left, lower)], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    size = (width + 2 * aside, height + 2 * over)
    flat = cv2.warpPerspective(colour, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT)
    seen = cv2.warpPerspective(np.full(colour.shape[:2], 255, np.uint8), matrix, size, borderMode=cv2.BORDER_CONSTANT)
    top = over - _dark_rows(flat[:over][::-1], seen[:over][::-1], aside)
    bottom = over + height + _dark_rows(flat[over + height :], seen[over + height :], aside)
    inward = max(2, int(0.008 * width))
    return np.ascontiguousarray(flat[top + inward : bottom - inward, aside + inward : aside + width - inward])


def _dark_rows(rows: np.ndarray, seen: np.ndarray, aside: int) -> int:
    """How many rows outward from an edge are still sheet: evenly coloured, and unlike the table at both ends."""
    lab = cv2.cvtColor(rows, cv2.COLOR_RGB2LAB).astype(np.float32)
    middle = lab[:, aside * 2 : -aside * 2]
    inside = np.median(middle, axis=1)
    ends = np.concatenate([lab[:, : aside * 2 // 3], lab[:, -(aside * 2 // 3) :]], axis=1)
    unlike = np.linalg.norm(inside - np.median(ends, axis=1), axis=1) > 14
    visible = (seen[:, aside * 2 : -aside * 2] > 0).mean(axis=1) > 0.97
    kept = unlike & visible
    first = int(np.argmax(~kept)) if (~kept).any() else len(kept)
    return first if first >= 0.02 * len(kept) else 0


def _dark_sides(light: np.ndarray) -> int:
    """On how many sides of the picture the ground shows: a letterhead band darkens one, a table three or four."""
    sides = (light[:6], light[-6:], light[:, :6], light[:, -6:])
    return sum(float((side == 0).mean()) > 0.5 for side in sides)


def _clockwise(corners: np.ndarray) -> np.ndarray:
    total, difference = corners.sum(axis=1), np.diff(corners, axis=1).ravel()
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return corners[order]


def _nearly_square(corners: np.ndarray) -> bool:
    if len(np.unique(corners, axis=0)) < 4:
        return False
    for index in range(4):
        before, here, after = corners[index - 1], corners[index], corners[(index + 1) % 4]
        one, two = before - here, after - here
        cosine = float(one @ two / (np.linalg.norm(one) * np.linalg.norm(two) + 1e-6))
        if abs(cosine) > 0.38:
            return False
    return True

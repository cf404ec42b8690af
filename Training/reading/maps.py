"""Maps in which textured lettering looks like print: how unlike the surroundings each place of a picture is."""

import warnings

import numpy as np
from PIL import Image
from scipy import ndimage
from scipy.cluster.vq import kmeans2

WORKING_SIZE = 288  # px of the longer side
MARGIN = 0.07  # share of the picture at its edge that is taken for surroundings


def lettering_maps(picture: np.ndarray) -> list[np.ndarray]:
    """Maps [h, w] in 0..1 of a picture uint8 [H, W, 3], lettering dark on light as in print.

    Differences from the surroundings' colour and texture at two blurs, the same sharpened by telling both apart as
    two normal distributions, those freed of small spots, the picture's main colours one by one, and plain brightness
    and colour channels in both polarities.
    """
    scale = WORKING_SIZE / max(picture.shape[:2])
    size = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    small = np.asarray(Image.fromarray(picture).resize(size, Image.BOX), np.float32) / 255
    maps = []
    for sigma in (1.2, 2.5):
        for features in (_colours(small, sigma), _colours_and_texture(small, sigma)):
            difference = _difference_from_margin(features)
            maps += [difference, _two_classes(features, difference)]
    prints = [_as_print(m) for m in maps]
    spotless = [_without_spots(m > _otsu(m)) for m in maps[:4]]
    spotless += [_without_spots(m > _otsu(m), closing=3) for m in maps[:2]]
    spotless += [_without_spots(mask) for mask in _main_colours(small)]
    prints += [_upright(mask) for mask in spotless if mask is not None]
    for channel in _channels(small):
        dark = _as_print(channel)
        prints += [dark, 1 - dark]
    return prints


def _colours(image: np.ndarray, sigma: float) -> np.ndarray:
    return ndimage.gaussian_filter(image, (sigma, sigma, 0))


def _colours_and_texture(image: np.ndarray, sigma: float) -> np.ndarray:
    """Blurred colours and how strongly each channel varies nearby, [h, w, 6]."""
    detail = np.abs(image - ndimage.gaussian_filter(image, (1.5, 1.5, 0)))
    variation = np.sqrt(ndimage.gaussian_filter(detail, (sigma + 1, sigma + 1, 0)))
    return np.concatenate([_colours(image, sigma), variation], -1)


def _difference_from_margin(features: np.ndarray) -> np.ndarray:
    """Mahalanobis distance of each place from the margin's distribution, [h, w]."""
    h, w, _ = features.shape
    rows, columns = max(2, int(h * MARGIN)), max(2, int(w * MARGIN))
    margin = np.ones((h, w), bool)
    margin[rows:-rows, columns:-columns] = False
    return np.sqrt(_square_distance(features, features[margin]))


def _square_distance(features: np.ndarray, sample: np.ndarray) -> np.ndarray:
    mean = sample.mean(0)
    covariance = np.cov(sample.T) + 4e-4 * np.eye(sample.shape[1])
    centred = features - mean
    return np.einsum("...i,ij,...j->...", centred, np.linalg.inv(covariance), centred)


def _two_classes(features: np.ndarray, difference: np.ndarray, rounds: int = 4) -> np.ndarray:
    """Log odds that a place belongs to the lettering, both classes normal, begun from the difference map."""
    score = difference
    threshold = _otsu(score)
    for _ in range(rounds):
        inside = score > threshold
        if min(inside.sum(), (~inside).sum()) < 40:
            break
        log_odds = 0.0
        for sample, sign in ((features[inside], 1), (features[~inside], -1)):
            covariance = np.cov(sample.T) + 4e-4 * np.eye(sample.shape[1])
            log_odds = log_odds - sign * 0.5 * (_square_distance(features, sample) + np.linalg.slogdet(covariance)[1])
        score, threshold = ndimage.gaussian_filter(np.clip(log_odds, -12, 12), 1.0), 0.0
    return score


def _main_colours(image: np.ndarray, count: int = 4) -> list[np.ndarray]:
    """Where each of the picture's main colours is, boolean [h, w]."""
    soft = _colours(image, 1.5)
    points = soft.reshape(-1, 3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an empty cluster does no harm
        _, labels = kmeans2(points.astype(np.float64), count, minit="++", seed=0)
    labels = labels.reshape(soft.shape[:2])
    return [labels == label for label in range(count)]


def _without_spots(mask: np.ndarray, closing: int = 1) -> np.ndarray | None:
    """The mask's large parts that keep off the picture's edge, cropped to them; None if there are none.

    closing: half the breadth in px of holes that are filled.
    """
    mask = ndimage.binary_opening(ndimage.binary_closing(mask, iterations=closing), iterations=1)
    labels, count = ndimage.label(mask)
    if count == 0:
        return None
    sizes = ndimage.sum_labels(mask, labels, np.arange(1, count + 1))
    boxes = ndimage.find_objects(labels)
    h, w = mask.shape
    tall = np.array([box[0].stop - box[0].start for box in boxes])
    wide = np.array([box[1].stop - box[1].start for box in boxes])
    kept = (sizes > 0.0015 * mask.size) & (tall < 0.97 * h) & (wide < 0.985 * w)
    kept &= tall > 0.45 * np.max(tall * kept, initial=0)
    if not kept.any():
        return None
    text = np.isin(labels, 1 + np.flatnonzero(kept))
    rows, columns = np.flatnonzero(text.any(1)), np.flatnonzero(text.any(0))
    return text[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _upright(text: np.ndarray) -> np.ndarray:
    """A mask of lettering as print, turned to where its lines are lowest."""
    y, x = np.nonzero(text[::2, ::2])
    angles = np.arange(-14, 15, 2)
    heights = [np.subtract(*np.percentile(y - x * np.tan(np.radians(angle)), (97, 3))) for angle in angles]
    angle = angles[int(np.argmin(heights))] if min(heights) < 0.94 * heights[len(angles) // 2] else 0
    padded = np.pad(text, 6).astype(np.float32)
    turned = ndimage.rotate(padded, angle, order=1) if angle else padded
    return 1 - ndimage.gaussian_filter(turned, 0.8)


def _otsu(values: np.ndarray) -> float:
    """The threshold that parts the values best (Otsu 1979)."""
    counts, edges = np.histogram(values, 128)
    centres = (edges[1:] + edges[:-1]) / 2
    below = np.cumsum(counts)
    above = below[-1] - below
    mean_below = np.cumsum(counts * centres) / np.maximum(below, 1)
    mean_above = ((counts * centres).sum() - np.cumsum(counts * centres)) / np.maximum(above, 1)
    return float(centres[np.argmax(below * above * (mean_below - mean_above) ** 2)])


def _channels(image: np.ndarray) -> list[np.ndarray]:
    soft = ndimage.gaussian_filter(image, (1.2, 1.2, 0))
    return [soft.mean(-1), soft[..., 0], soft[..., 2], soft.max(-1) - soft.min(-1)]


def _as_print(values: np.ndarray) -> np.ndarray:
    """High values dark, low values light, with the contrast stretched."""
    low, high = np.percentile(values, (3, 97))
    return 1 - np.clip((values - low) / max(high - low, 1e-6), 0, 1)

"""Which examples mean nearly the same as a message, and how many of those are dangers? A head draws one line through
everything it learned, and an odd message can fall on the wrong side of it by chance; its neighbours then know better."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

DIMENSIONS = 128  # of the encoder's 512: the rest changes nothing here, and takes memory
NEAREST = 20
LIKENESS = 8  # an example counts by this power of its cosine
SOME = 64  # messages compared at a time


@dataclass(frozen=True)
class Neighbours:
    """centre: (features,) · axes: (features, DIMENSIONS) · lines: (lines, DIMENSIONS) of length 1 · danger: (lines,) bool"""

    centre: np.ndarray
    axes: np.ndarray
    lines: np.ndarray
    danger: np.ndarray

    @classmethod
    def learn(cls, meant: np.ndarray, danger: np.ndarray) -> Neighbours:
        """meant: what the encoder made of each line, (lines, features). danger: whether it holds one."""
        centre = meant.mean(axis=0)
        _, axes = np.linalg.eigh(np.cov(meant, rowvar=False))  # in order of rising variance
        axes = axes[:, -DIMENSIONS:].astype(np.float32)
        return cls(centre, axes, _placed(meant, centre, axes), danger)

    def share(self, meant: np.ndarray) -> np.ndarray:
        """(messages,): of the nearest examples, by likeness, the share that are dangers."""
        return np.concatenate([self._share(meant[at : at + SOME]) for at in range(0, len(meant), SOME)])

    def _share(self, meant: np.ndarray) -> np.ndarray:
        likeness = _placed(meant, self.centre, self.axes) @ self.lines.T
        nearest = np.argpartition(-likeness, min(NEAREST, len(self.lines) - 1), axis=1)[:, :NEAREST]
        counts = np.clip(np.take_along_axis(likeness, nearest, axis=1), 1e-3, None) ** LIKENESS
        return (counts * self.danger[nearest]).sum(axis=1) / counts.sum(axis=1)

    def save(self, folder: Path) -> None:
        """In half precision, which is plenty for a cosine."""
        half = {name: getattr(self, name).astype(np.float16) for name in ("centre", "axes", "lines")}
        np.savez(folder / "neighbours.npz", **half, danger=self.danger)

    @classmethod
    def open(cls, folder: Path) -> Neighbours:
        with np.load(folder / "neighbours.npz", allow_pickle=False) as kept:
            full = {name: kept[name].astype(np.float32) for name in ("centre", "axes", "lines")}
            return cls(**full, danger=kept["danger"])


def _placed(meant: np.ndarray, centre: np.ndarray, axes: np.ndarray) -> np.ndarray:
    placed = (meant - centre) @ axes
    return (placed / np.maximum(np.linalg.norm(placed, axis=1, keepdims=True), 1e-9)).astype(np.float32)

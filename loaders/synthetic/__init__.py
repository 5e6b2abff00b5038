"""A deterministic generator of regions: real areas, invented people, counts equal to the published ones.

Special words: a *preset* is a region that can be generated; a *plan* is what a region's modules work out
before the first row is written (counts, keys), so that rows can be streamed; a *lot* is drawn by whole-number
arithmetic, never by a random number generator, so that every machine draws the same.

Everything invented says so: holders' names, firms, successions (basis INVENTED). Modules in the order of
control flow: ``guanghan`` and ``loudi`` (a region each), ``real`` (divisions from the shipped extract),
``draw`` (exact counts), ``people`` (names), ``register`` (organisations), ``facts`` (published figures),
``stream`` (keys and batches).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph_schema.changes import Change
from loaders.synthetic import guanghan, loudi
from loaders.synthetic.loudi.figures import LARGEST_SCALE

DEFAULT_SEED = 20_220_916


@dataclass(frozen=True, slots=True)
class Preset:
    """A region that can be generated. ``owned``: prefixes of the regions whose hub holds it."""

    name: str
    label: str
    owned: tuple[str, ...]
    description: str
    scales: bool
    """Whether a scale makes it smaller or larger."""
    demo: bool = True
    """Whether a demo has it that was not asked for certain presets."""


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        preset.name: preset
        for preset in (
            Preset(
                "guanghan",
                "广汉市",
                ("510681",),
                "Guanghan in Sichuan: both sides of the merger reform, 206,500 households with their "
                "contact chain, 1,277 Party organisations, the alliance with Qingbaijiang and Jintang.",
                scales=False,
            ),
            Preset(
                "loudi",
                "娄底市",
                ("4313",),
                "Loudi in Hunan: the three-heads chain over 2,105 villages and more than 1.34 million households.",
                scales=True,
            ),
            Preset(
                "loudi-defects",
                "娄底市(有缺陷)",
                ("4313",),
                "Loudi again, with known numbers of households without a neighbour head and of heads outside the "
                "5-to-15 rule.",
                scales=True,
                demo=False,
            ),
        )
    }
)


class UnknownPresetError(ValueError):
    """No preset has this name; the message lists those there are."""

    def __init__(self, name: str) -> None:
        """Names the one that was asked for."""
        super().__init__(f"no preset {name!r}; there are: {', '.join(PRESETS)}")


def generate(preset: str, *, scale: float = 1.0, seed: int = DEFAULT_SEED) -> Iterator[Change]:
    """Stream a region as changes of at most 20,000 rows, each after everything it refers to.

    Args:
        preset: a name in ``PRESETS``.
        scale: more than 0, up to ``LARGEST_SCALE``: how many times as many households as published are wanted. A
            smaller region is made of whole townships, a larger one repeats townships under DEMO codes; a preset
            that does not scale is always whole.
        seed: equal seeds give equal changes on every machine.

    Raises:
        UnknownPresetError: no such preset.
        ValueError: the scale is out of range.

    """
    if preset not in PRESETS:
        raise UnknownPresetError(preset)
    if not 0 < scale <= LARGEST_SCALE:
        raise ValueError(f"scale {scale:g}: more than 0, up to {LARGEST_SCALE} expected")
    if preset == "guanghan":
        return guanghan.stream(seed)
    return loudi.stream(seed, scale, flawed=preset == "loudi-defects")


__all__ = ["DEFAULT_SEED", "LARGEST_SCALE", "PRESETS", "Preset", "UnknownPresetError", "generate"]

"""Real divisions of one region from the shipped extract, in all their editions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from loaders.divisions.concordance import pairs
from loaders.divisions.read import read_extract

Edition: TypeAlias = Mapping[str, str]
"""Names by unpadded code: a region with all that lies below it and above it, in the order of the codes."""


def editions(region: str) -> dict[tuple[str, str], Edition]:
    """The editions that have a region (unpadded code), by authority and vintage."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for division in read_extract():
        if division.code.startswith(region) or region.startswith(division.code):
            edition = found.setdefault((division.authority, division.vintage), {})
            edition[division.code] = division.name
    return {key: edition for key, edition in found.items() if region in edition}


def newest(found: Mapping[tuple[str, str], Edition], authority: str) -> tuple[str, Edition]:
    """Vintage and names of an authority's newest edition."""
    return max((vintage, edition) for (issuer, vintage), edition in found.items() if issuer == authority)


def oldest(found: Mapping[tuple[str, str], Edition], authority: str) -> tuple[str, Edition]:
    """Vintage and names of an authority's oldest edition."""
    return min((vintage, edition) for (issuer, vintage), edition in found.items() if issuer == authority)


def of_width(edition: Edition, width: int) -> dict[str, str]:
    """Names by code of one level: 2, 4, 6, 9 or 12 digits."""
    return {code: name for code, name in edition.items() if len(code) == width}


def civil_codes(statistical: Edition, civil: Edition) -> dict[str, str]:
    """Civil-affairs codes by statistics code, of the areas that both lists have; there are no villages among them."""
    return pairs(statistical, civil)

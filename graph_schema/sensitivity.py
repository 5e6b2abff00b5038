"""How far a value may travel, from everybody to nobody."""

import enum


class Sensitivity(enum.IntEnum):
    """Ordered: a reader cleared for one class may read all the lower ones."""

    PUBLIC = 0
    """Published by the office itself."""
    INTERNAL = 1
    """For officials of the region; leaves it only by an explicit grant."""
    SENSITIVE = 2
    """Household data: every read is audited, never leaves its hub."""
    RESTRICTED = 3
    """Counted over whole townships, never selected, filtered or ordered by."""

"""Published figures of Loudi, and what had to be chosen beside them.

Source of all published ones: 红星云, 2024-02-29. A name with ``OVER`` stands for "over N": the value here is
the choice, just above N.
"""

from __future__ import annotations

import datetime

REGION = "4313"
BIRTH = "431300"
"""Region of birth of all but the counties' own areas."""

VILLAGES = 2_105
LEFT_OUT = ("431322500", "431322501")
"""The list of 2023-06 has 2,107 villages, the publication 2,105; nobody says why. Left out is the first
village of each of the two state forest farms 大熊山国有林场 and 古台山国有林场: the only townships of Loudi
that the civil-affairs list does not have. A fact keeps the 2,107 beside the count.
"""

OVER_10_000_SECTIONS = 10_120
OVER_38_000_GROUPS = 38_240
OVER_110_000_HEADS = 110_480
OVER_60_000_MEMBERS = 60_360
OVER_20_000_COLLEGE = 20_180
OVER_6_000_DELEGATES = 6_120
OVER_1_340_000_HOUSEHOLDS = 1_341_200
LECTURERS = 76
MODEL_TOWNSHIPS = 16
MODEL_VILLAGES = 47

PERSONS = 2_000_000
"""Numbers of persons that the region and each copy has for itself: more than it uses."""
LARGEST_SCALE = 30
"""So many times the region's households can be had: for more, the numbers of townships of three digits run out."""

RECORDS_BEGIN = datetime.date(2010, 1, 1)
"""First day of all that no source dates: areas, organisations."""
CHAIN_BEGINS = datetime.date(2022, 1, 1)
"""Sections, groups, heads and the household register begin within ``CHAIN_DAYS`` days of this one, village by
village: one day for all of a village, so that a household and its contact are one row."""
CHAIN_DAYS = 90
MODELS_BEGIN = datetime.date(2023, 7, 1)
PUBLISHED = datetime.date(2024, 2, 29)

"""Published figures of Guanghan, and what had to be chosen beside them.

Source of all published ones: 四川党建网, 2022-09-16. A name with ``OVER`` stands for "over N": the value here
is the choice, just above N.
"""

from __future__ import annotations

import datetime

REGION = "510681"
COUNTY_NAME = "广汉市"

# The reform 两项改革. Published: December 2019 and June 2020; the days are chosen.
REFORM = "两项改革"
TOWNSHIP_REFORM = datetime.date(2019, 12, 1)
VILLAGE_REFORM = datetime.date(2020, 6, 1)
RECORDS_BEGIN = datetime.date(2010, 1, 1)
"""First day of all that no source dates: areas, old organisations."""
PUBLISHED = datetime.date(2022, 9, 16)

GROUPS_BEFORE = 3_086
GROUPS_AFTER = 1_463

# The chain.
HOUSEHOLDS = 206_500
PEOPLE = 621_000
FILE_HOUSEHOLDS = 149_000
FILE_PEOPLE = 447_800
HOUSEHOLDS_BEGIN = datetime.date(2016, 1, 1)
GROUP_HEADS_BEGIN = datetime.date(2017, 1, 1)
CHAIN_BEGINS = datetime.date(2021, 3, 1)
"""Neighbour heads take up their posts within ``CHAIN_DAYS`` days of this one, village by village."""
CHAIN_DAYS = 28
HEADS_CHANGE = datetime.date(2022, 3, 1)
"""One neighbour head in ``CHANGED_EVERY`` hands over on this day."""
CHANGED_EVERY = 40
WITHOUT_HEADS_EVERY = 100
"""One group in so many has not chosen its neighbour heads yet, so that question 2 has an answer."""
AIM = 11
"""Households of a neighbour head aimed at before they are made to vary."""
MEMBERS_PERCENT, COLLEGE_PERCENT, DELEGATES_PERCENT = 55, 18, 5
"""Of all heads; nothing is published for Guanghan, the shares are those of Loudi."""

# Party organisations: 1,277 committees, joint committees, general branches, branches, functional branches.
VILLAGE_COMMITTEES = 111
GENERAL_BRANCHES = 8
VILLAGE_BRANCHES = 409
JOINT_COMMITTEES = 15
ESTATE_ORGANISATIONS = 91
ESTATES = 692
EMERGING = 318
OFFICE_BRANCHES = 186
"""With the three below, the county committee, 12 town committees and 2 villages that kept their branch, what
is missing of 1,277; the cut into four sectors is chosen.
"""
SCHOOL_BRANCHES = 58
HOSPITAL_BRANCHES = 24
STATE_ENTERPRISE_BRANCHES = 42
FIVE_STAR_OFFICES = 31
STARRED_EMERGING = 67
STARRED_VILLAGES = 17
COMMITTEES_BEGIN = datetime.date(2020, 7, 1)
"""Village and community committees, general branches, joint committees and economic zones."""
BRANCHES_BEGIN = datetime.date(2020, 9, 1)
ESTATE_ORGANISATIONS_BEGIN = datetime.date(2021, 4, 1)
EMERGING_BEGIN = datetime.date(2012, 7, 1)

# Alliances.
DEPARTMENTS = 26
PAIRED_TOWNS = 6
ALLIANCE_FOUNDED = datetime.date(2021, 4, 16)
JINTANG_JOINS = datetime.date(2021, 7, 1)
"""Jintang observes the alliance before and is a member from here on."""
BANKS = 5
FINANCE_OFFICIALS = 31
COLLECTIVES = 77
FINANCE_FOUNDED = datetime.date(2021, 5, 20)
INSURERS = 4
INSURANCE_FOUNDED = datetime.date(2021, 6, 18)
OVER_30_ENTERPRISES = 33
PAIRING_FOUNDED = datetime.date(2021, 9, 10)
COMMUNITY_ENTERPRISES = 8

# Teams and tasks.
VANGUARD_TEAMS = 21
OVER_170_VOLUNTEER_TEAMS = 172
TEAMS_BEGIN = datetime.date(2021, 11, 1)
TESTING_POINTS = 298
ADMINISTRATIVE_HEADS = 292
TESTING_BEGINS = datetime.date(2022, 3, 15)
ECONOMIC_ZONES = 4
FIRST_SECRETARIES = 48
TEAM_MEMBERS = 95
"""Poverty relief before 2018: 143 first secretaries and team members together; the cut is chosen."""
RELIEF_BEGINS = datetime.date(2015, 8, 1)
RELIEF_ENDS = datetime.date(2018, 1, 1)

"""Households 户 and the contact link to their neighbour head, for which the whole contact chain exists."""

from graph_schema.model import Inverse, Kind, Link, NaturalKey, Property, Scalar
from graph_schema.sensitivity import Sensitivity

KINDS = (
    Kind(
        name="Household",
        plural="Households",
        tag="hh",
        label="户",
        description="A household: an opaque id, a register number, a place, a size and its neighbour head; no person.",
        place="place",
        properties=(
            Property(
                name="registerNumber",
                type=Scalar.TEXT,
                label="户编号",
                description="Number of the household in the register of its village.",
                required=True,
                sensitivity=Sensitivity.SENSITIVE,
            ),
            Property(
                name="size",
                type=Scalar.INT,
                unit="persons",
                label="人口",
                description="Persons in the household.",
                required=True,
                index=True,
                sensitivity=Sensitivity.SENSITIVE,
            ),
            Property(
                name="pointsFile",
                type=Scalar.BOOLEAN,
                label="积分档案袋",
                description="Whether the household has a points file.",
                sensitivity=Sensitivity.SENSITIVE,
            ),
        ),
        links=(
            Link(
                name="place",
                target="Area",
                relationship="LIVES_IN",
                many=False,
                label="所在地",
                description="The area it lives in: a residents' group, or the village where there are none.",
            ),
            Link(
                name="neighbourHead",
                target="Posting",
                relationship="CONTACTED_BY",
                many=False,
                shows_dates=True,
                counted=True,
                label="邻长",
                description="The posting of the neighbour head (grid or building head elsewhere) in contact with it.",
                inverse=Inverse(
                    name="contactHouseholds",
                    many=True,
                    label="联系户",
                    description="The households that the head is in contact with.",
                ),
            ),
        ),
        natural_keys=(NaturalKey(terms=("place", "registerNumber"), level="VILLAGE"),),
    ),
)

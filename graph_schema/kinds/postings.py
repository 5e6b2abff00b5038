"""Who holds which role, where and when: the one kind for heads, secretaries, first secretaries and boards."""

from graph_schema.model import Choice, Choices, Inverse, Kind, Link, NamedList, NaturalKey, Property, Scalar
from graph_schema.sensitivity import Sensitivity

ROLE = Choices(
    "PostingRole",
    "The role that a posting gives.",
    (
        Choice("SECTION_HEAD", "片长"),
        Choice("GROUP_HEAD", "组长"),
        Choice("NEIGHBOUR_HEAD", "邻长", "In contact with 5 to 15 households."),
        Choice("GRID_HEAD", "网格长"),
        Choice("BUILDING_HEAD", "楼栋长"),
        Choice("SECRETARY", "书记"),
        Choice("DEPUTY_SECRETARY", "副书记"),
        Choice("COMMITTEE_MEMBER", "委员"),
        Choice("FIRST_SECRETARY", "第一书记"),
        Choice("TEAM_MEMBER", "驻村工作队员", "Resident team member."),
        Choice("BOARD_HEAD", "专委主任"),
        Choice("SUPERVISOR", "监督员"),
        Choice("ADMINISTRATIVE_HEAD", "行政负责人"),
        Choice("LECTURER", "家庭教育讲师"),
        Choice("FINANCE_OFFICIAL", "金融助理"),
    ),
)


def _list(name: str, value: str, label: str, description: str) -> NamedList:
    return NamedList(name=name, property="role", value=value, label=label, description=description)


def _flag(name: str, label: str, description: str) -> Property:
    return Property(
        name=name,
        type=Scalar.BOOLEAN,
        label=label,
        description=description + " Counted over whole townships and above, never selected, filtered or ordered by.",
        sensitivity=Sensitivity.RESTRICTED,
    )


KINDS = (
    Kind(
        name="Posting",
        plural="Postings",
        tag="post",
        label="任职",
        description="A role held by one person in one unit for a time.",
        place="area",
        belongs="organisation",
        properties=(
            Property(
                name="role",
                type=Scalar.ENUM,
                choices=ROLE,
                label="职务",
                description="The role held.",
                required=True,
                index=True,
            ),
            Property(
                name="holder",
                type=Scalar.TEXT,
                label="姓名",
                description="Name of the holder; shown inside the region only.",
                required=True,
                search=True,
                sensitivity=Sensitivity.INTERNAL,
            ),
            Property(
                name="holderRef",
                type=Scalar.TEXT,
                label="人员编号",
                description="Opaque number that joins the postings of one holder inside the region.",
                sensitivity=Sensitivity.INTERNAL,
            ),
            _flag("partyMember", "党员", "Whether the holder is a Party member."),
            _flag("college", "大专以上", "Whether the holder has college education or above."),
            _flag("delegate", "两代表一委员", "Whether the holder is a delegate or committee member."),
        ),
        links=(
            Link(
                name="area",
                target="Area",
                relationship="SERVES_IN",
                many=False,
                label="所在区划",
                description="The area that is the unit of the posting, or that its unit is seated in.",
            ),
            Link(
                name="organisation",
                target="Organisation",
                relationship="SERVES",
                many=False,
                label="所在组织",
                description="The organisation that is the unit of the posting.",
            ),
            Link(
                name="sentBy",
                target="Organisation",
                relationship="SENT_BY",
                many=False,
                label="派出单位",
                description="The unit that sends the holder.",
                inverse=Inverse(
                    name="sent", many=True, label="派出任职", description="Postings whose holders it sends."
                ),
            ),
            Link(
                name="appointedBy",
                target="Organisation",
                relationship="APPOINTED_BY",
                many=False,
                label="任命单位",
                description="The body that appoints the holder.",
                inverse=Inverse(name="appointed", many=True, label="任命", description="Postings that it appoints."),
            ),
            Link(
                name="exOfficio",
                target="Posting",
                relationship="HELD_AS",
                many=False,
                label="兼任",
                description="The other posting by virtue of which this one is held.",
                inverse=Inverse(
                    name="alsoHolds",
                    many=True,
                    label="兼任职务",
                    description="Postings held by virtue of this one.",
                ),
            ),
        ),
        natural_keys=(
            NaturalKey(terms=("area", "role", "holder", "validFrom")),
            NaturalKey(terms=("organisation", "role", "holder", "validFrom")),
        ),
        lists=(
            _list("sectionHeads", "SECTION_HEAD", "片长", "Section heads."),
            _list("groupHeads", "GROUP_HEAD", "组长", "Heads of residents' groups."),
            _list(
                "neighbourHeads",
                "NEIGHBOUR_HEAD",
                "邻长",
                "Neighbour heads, each in contact with 5 to 15 households.",
            ),
            _list("gridHeads", "GRID_HEAD", "网格长", "Grid heads."),
            _list("buildingHeads", "BUILDING_HEAD", "楼栋长", "Building heads."),
            _list("secretaries", "SECRETARY", "书记", "Secretaries of Party organisations."),
            _list("firstSecretaries", "FIRST_SECRETARY", "第一书记", "First secretaries sent to villages."),
        ),
    ),
)

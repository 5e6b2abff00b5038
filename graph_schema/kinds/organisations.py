"""The organisation tree 组织隶属: Party organisations, departments, enterprises, councils and centres."""

from graph_schema.model import Choice, Choices, Inverse, Kind, Link, NaturalKey, Property, Scalar

ORGANISATION_FORM = Choices(
    "OrganisationForm",
    "What sort of organisation it is.",
    (
        Choice("PARTY_COMMITTEE", "党委"),
        Choice("JOINT_COMMITTEE", "联合党委", "Town-community joint committee."),
        Choice("GENERAL_BRANCH", "党总支"),
        Choice("BRANCH", "党支部"),
        Choice("FUNCTIONAL_BRANCH", "功能型党支部"),
        Choice("PARTY_GROUP", "党小组"),
        Choice("DEPARTMENT", "部门", "Government department."),
        Choice("ENTERPRISE", "企业"),
        Choice("BANK", "金融机构"),
        Choice("INSURER", "保险机构"),
        Choice("PROPERTY_COMPANY", "物业企业"),
        Choice("OWNERS_COMMITTEE", "业委会"),
        Choice("CO_OPERATIVE", "合作社"),
        Choice("COLLECTIVE", "集体经济组织", "Village collective economic organisation."),
        Choice("SOCIAL_ORGANISATION", "社会组织"),
        Choice("VOLUNTEER_TEAM", "志愿服务队"),
        Choice("SERVICE_CENTRE", "党群服务中心", "Party-and-masses service centre."),
        Choice("COUNCIL", "议事会", "Such as a four-party council."),
        Choice("TEMPORARY", "临时机构", "A unit set up for a task."),
    ),
)

SECTOR = Choices(
    "Sector",
    "The field an organisation works in.",
    (
        Choice("RURAL", "农村"),
        Choice("URBAN", "城市"),
        Choice("GOVERNMENT", "机关"),
        Choice("STATE_ENTERPRISE", "国企"),
        Choice("EDUCATION", "高校和学校"),
        Choice("HOSPITAL", "公立医院"),
        Choice("EMERGING", "两新", "New economic and new social organisations."),
    ),
)

KINDS = (
    Kind(
        name="Organisation",
        plural="Organisations",
        tag="org",
        label="组织",
        description="A Party organisation, department, enterprise, bank, co-operative, team or centre.",
        leaves=True,
        tree="parent",
        place="seat",
        properties=(
            Property(
                name="name",
                type=Scalar.TEXT,
                label="名称",
                description="Full name.",
                required=True,
                dated=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="form",
                type=Scalar.ENUM,
                choices=ORGANISATION_FORM,
                label="组织形式",
                description="What sort of organisation it is.",
                required=True,
                dated=True,
                index=True,
            ),
            Property(
                name="sector",
                type=Scalar.ENUM,
                choices=SECTOR,
                label="领域",
                description="The field it works in.",
            ),
            Property(
                name="uscc",
                type=Scalar.TEXT,
                label="统一社会信用代码",
                description="Unified social credit code, 18 characters, check character by GB 32100-2015.",
                index=True,
            ),
            Property(name="founded", type=Scalar.DATE, label="成立日期", description="Day of founding."),
            Property(
                name="stars",
                type=Scalar.INT,
                label="星级",
                description="Rating of the organisation, 1 to 5; null where it is not rated.",
            ),
        ),
        links=(
            Link(
                name="parent",
                target="Organisation",
                relationship="SUBORDINATE_TO",
                many=False,
                label="上级组织",
                description="The organisation it is subordinate to.",
                inverse=Inverse(
                    name="children", many=True, label="下级组织", description="Organisations directly below."
                ),
            ),
            Link(
                name="seat",
                target="Area",
                relationship="SEATED_IN",
                many=False,
                label="所在地",
                description="The area it is seated in.",
            ),
            Link(
                name="covers",
                target="Area",
                relationship="COVERS",
                many=True,
                label="覆盖",
                description="Estates, grids or villages that it covers.",
                inverse=Inverse(
                    name="coveredBy",
                    many=True,
                    label="覆盖组织",
                    description="The organisations that cover this area.",
                ),
            ),
        ),
        natural_keys=(NaturalKey(terms=("uscc",)), NaturalKey(terms=("parent", "name"))),
    ),
)

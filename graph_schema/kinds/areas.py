"""The administrative tree 行政区划, from province to building, its codes, its reforms, and sets of areas
outside it.
"""

from graph_schema.model import Choice, Choices, Inverse, Kind, Link, NaturalKey, Part, Property, Scalar

AREA_LEVEL = Choices(
    "AreaLevel",
    "Level of the area tree, highest first. A parent's level is always above its child's.",
    (
        Choice("PROVINCE", "省"),
        Choice("PREFECTURE", "市州"),
        Choice("COUNTY", "县区"),
        Choice("TOWNSHIP", "乡镇街道"),
        Choice("VILLAGE", "村社区", "Village or community."),
        Choice("SECTION", "片", "Section of a village in the three-heads chain."),
        Choice("ESTATE", "小区", "Housing estate."),
        Choice("GRID", "网格"),
        Choice("GROUP", "村(居)民小组", "Residents' group."),
        Choice("BUILDING", "楼栋"),
    ),
)

AUTHORITY = Choices(
    "CodeAuthority",
    "Who issued a division code.",
    (
        Choice("NBS", "国家统计局", "National Bureau of Statistics, 统计用区划代码."),
        Choice("MCA", "民政部", "Ministry of Civil Affairs."),
        Choice("DEMO", "演示", "Invented for demonstration data; no official list has it."),
    ),
)

SUCCESSION_BASIS = Choices(
    "SuccessionBasis",
    "Where it is known from that one area succeeds another.",
    (
        Choice("PUBLISHED", "公布", "An official document says so."),
        Choice("INVENTED", "虚构", "No source says which area became which; drawn for demonstration data."),
    ),
)

KINDS = (
    Kind(
        name="Area",
        plural="Areas",
        tag="area",
        label="行政区划",
        description="A division of the administrative tree, from province to building.",
        leaves=True,
        tree="parent",
        properties=(
            Property(
                name="name",
                type=Scalar.TEXT,
                label="名称",
                description="Name in Chinese, as the official list has it.",
                required=True,
                dated=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="level",
                type=Scalar.ENUM,
                choices=AREA_LEVEL,
                label="级别",
                description="Level of the area tree.",
                required=True,
                index=True,
            ),
            Property(
                name="urbanRuralClass",
                type=Scalar.TEXT,
                label="城乡分类代码",
                description="Urban-rural class of a village, three digits from 111 (urban core) to 220 (village).",
            ),
        ),
        parts=(
            Part(
                name="codes",
                type_name="AreaCode",
                label="区划代码",
                description="Division codes of the area. A code is not an identity: one area has several, by authority "
                "and vintage.",
                properties=(
                    Property(
                        name="authority",
                        type=Scalar.ENUM,
                        choices=AUTHORITY,
                        label="发布机构",
                        description="Who issued the code.",
                        required=True,
                    ),
                    Property(
                        name="vintage",
                        type=Scalar.TEXT,
                        label="版本",
                        description="Edition of the list, such as 2023-06.",
                        required=True,
                    ),
                    Property(
                        name="code",
                        type=Scalar.TEXT,
                        label="代码",
                        description="2, 4, 6, 9 or 12 digits, without padding.",
                        required=True,
                        index=True,
                    ),
                ),
            ),
        ),
        links=(
            Link(
                name="parent",
                target="Area",
                relationship="PART_OF",
                many=False,
                label="上级",
                description="The area directly above.",
                inverse=Inverse(name="children", many=True, label="下级", description="The areas directly below."),
            ),
            Link(
                name="successors",
                target="Area",
                relationship="SUCCEEDED_BY",
                many=True,
                lineage=True,
                label="改革后",
                description="The areas that this one became, over all time.",
                inverse=Inverse(
                    name="predecessors",
                    many=True,
                    label="改革前",
                    description="The areas that this one came from, over all time.",
                ),
                properties=(
                    Property(
                        name="reform",
                        type=Scalar.TEXT,
                        label="改革",
                        description="Name of the reform, such as 两项改革.",
                        required=True,
                    ),
                    Property(
                        name="basis",
                        type=Scalar.ENUM,
                        choices=SUCCESSION_BASIS,
                        label="依据",
                        description="Where the succession is known from.",
                        required=True,
                    ),
                ),
            ),
        ),
        natural_keys=(NaturalKey(terms=("parent", "level", "name")),),
    ),
    Kind(
        name="AreaSet",
        plural="AreaSets",
        tag="set",
        label="区划集合",
        description="A set of areas outside the tree, such as a county economic zone.",
        leaves=True,
        place="seat",
        properties=(
            Property(
                name="name",
                type=Scalar.TEXT,
                label="名称",
                description="Name of the set.",
                required=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="purpose",
                type=Scalar.TEXT,
                label="用途",
                description="What the set is for, such as 县域经济片区.",
                required=True,
            ),
        ),
        links=(
            Link(
                name="seat",
                target="Area",
                relationship="LIES_IN",
                many=False,
                label="所属区划",
                description="The area whose office keeps the set.",
            ),
            Link(
                name="members",
                target="Area",
                relationship="INCLUDES",
                many=True,
                label="成员",
                description="The areas in the set.",
                inverse=Inverse(
                    name="memberOf", many=True, label="所属集合", description="The sets that this area is in."
                ),
            ),
        ),
        natural_keys=(NaturalKey(terms=("seat", "name")),),
    ),
)

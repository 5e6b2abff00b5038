"""Published figures: what cannot be counted from nodes, or what a source says beside the count."""

from graph_schema.model import Choice, Choices, Kind, Link, NaturalKey, Property, Scalar

STATUS = Choices(
    "FactStatus",
    "How the value came to be.",
    (
        Choice("ACTUAL", "实际"),
        Choice("TARGET", "目标"),
        Choice("FORECAST", "预测"),
        Choice("CUMULATIVE", "累计"),
    ),
)

BOUND = Choices(
    "FactBound",
    "How exactly the value is known.",
    (
        Choice("EXACT", "准确"),
        Choice("AT_LEAST", "以上", "The source says 'over N'."),
        Choice("ABOUT", "约", "The source says 'about N'."),
    ),
)

KINDS = (
    Kind(
        name="Fact",
        plural="Facts",
        tag="fact",
        label="数据",
        description="A published figure about an area or an organisation. All but the value is its key.",
        leaves=True,
        place="area",
        belongs="organisation",
        properties=(
            Property(
                name="indicator",
                type=Scalar.TEXT,
                label="指标",
                description="Name of the indicator.",
                required=True,
                search=True,
                index=True,
            ),
            Property(
                name="period",
                type=Scalar.PERIOD,
                label="时期",
                description="The interval or day the value is for.",
                required=True,
            ),
            Property(
                name="dimensions",
                type=Scalar.TEXT,
                label="维度",
                description="Further dimensions as name=value pairs in the order of their names; null without any.",
            ),
            Property(
                name="status",
                type=Scalar.ENUM,
                choices=STATUS,
                label="状态",
                description="How the value came to be.",
                required=True,
            ),
            Property(
                name="bound",
                type=Scalar.ENUM,
                choices=BOUND,
                label="界限",
                description="How exactly the value is known.",
                required=True,
            ),
            Property(
                name="value",
                type=Scalar.DECIMAL,
                scale=4,
                label="数值",
                description="The value, in the unit beside it.",
                required=True,
                index=True,
            ),
            Property(name="unit", type=Scalar.TEXT, label="单位", description="Unit of the value.", required=True),
            Property(
                name="denominator",
                type=Scalar.TEXT,
                label="分母",
                description="What a share is a share of.",
            ),
            Property(
                name="source",
                type=Scalar.TEXT,
                label="来源",
                description="Where it was published.",
                required=True,
            ),
        ),
        links=(
            Link(
                name="area",
                target="Area",
                relationship="ABOUT_AREA",
                many=False,
                label="区划",
                description="The area the figure is about.",
            ),
            Link(
                name="organisation",
                target="Organisation",
                relationship="ABOUT_ORGANISATION",
                many=False,
                label="组织",
                description="The organisation the figure is about.",
            ),
        ),
        natural_keys=(
            NaturalKey(terms=("area", "indicator", "period", "dimensions", "status", "bound", "unit", "source")),
            NaturalKey(
                terms=(
                    "organisation",
                    "indicator",
                    "period",
                    "dimensions",
                    "status",
                    "bound",
                    "unit",
                    "source",
                )
            ),
        ),
    ),
)

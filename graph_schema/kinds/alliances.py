"""Joint-building alliances 共建联盟: alliances, their agreements and their projects. Members sit in
several regions.
"""

from graph_schema.model import Choice, Choices, Inverse, Kind, Link, NaturalKey, Part, Property, Scalar

ALLIANCE_TYPE = Choices(
    "AllianceType",
    "What sort of alliance it is.",
    (
        Choice("REGIONAL", "区域党建联盟"),
        Choice("PAIRED", "结对共建"),
        Choice("FINANCE", "党建+金融"),
        Choice("INSURANCE", "党建+保险"),
        Choice("SCIENCE", "党建+科创"),
        Choice("COMMUNITY_PROPERTY", "社区物业党建联建"),
        Choice("PARK_COUNCIL", "党群事务联商", "Industrial-park council."),
        Choice("AID", "对口支援", "Paired aid between regions."),
    ),
)

MEMBER_ROLE = Choices(
    "MemberRole",
    "The part a member plays in an alliance.",
    (
        Choice("LEAD", "牵头单位"),
        Choice("MEMBER", "成员单位"),
        Choice("OBSERVER", "观察单位"),
    ),
)

PARTY_ROLE = Choices(
    "AgreementRole",
    "The side on which a party signs.",
    (
        Choice("FIRST", "甲方"),
        Choice("SECOND", "乙方"),
        Choice("WITNESS", "见证方"),
    ),
)

TOPIC = Choices(
    "AgreementTopicName",
    "What an agreement is about.",
    (
        Choice("ORGANISATION", "组织共建"),
        Choice("INDUSTRY", "产业协作"),
        Choice("FINANCE", "金融服务"),
        Choice("INSURANCE", "保险服务"),
        Choice("TALENT", "人才交流"),
        Choice("GOVERNANCE", "基层治理"),
        Choice("PUBLIC_SERVICE", "公共服务"),
    ),
)

PROJECT_STATUS = Choices(
    "ProjectStatus",
    "How far a project has come.",
    (
        Choice("PLANNED", "计划"),
        Choice("RUNNING", "实施中"),
        Choice("DONE", "完成"),
        Choice("STOPPED", "终止"),
    ),
)

KINDS = (
    Kind(
        name="Alliance",
        plural="Alliances",
        tag="alliance",
        label="共建联盟",
        description="A joint-building alliance; its members may be owned by other regions' hubs.",
        leaves=True,
        place="seat",
        properties=(
            Property(
                name="name",
                type=Scalar.TEXT,
                label="名称",
                description="Name of the alliance.",
                required=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="type",
                type=Scalar.ENUM,
                choices=ALLIANCE_TYPE,
                label="类型",
                description="What sort of alliance it is.",
                required=True,
            ),
            Property(
                name="founded",
                type=Scalar.DATE,
                label="成立日期",
                description="Day of founding.",
                required=True,
            ),
        ),
        links=(
            Link(
                name="seat",
                target="Area",
                relationship="BASED_IN",
                many=False,
                label="所属区划",
                description="The area whose office leads the alliance.",
            ),
            Link(
                name="members",
                target="Organisation",
                relationship="HAS_MEMBER",
                many=True,
                label="成员",
                description="Member organisations with their role and dates.",
                inverse=Inverse(
                    name="alliances", many=True, label="所在联盟", description="Alliances it is a member of."
                ),
                properties=(
                    Property(
                        name="role",
                        type=Scalar.ENUM,
                        choices=MEMBER_ROLE,
                        label="角色",
                        description="The part the member plays.",
                        required=True,
                    ),
                ),
                key=("role",),
            ),
        ),
        natural_keys=(NaturalKey(terms=("seat", "name", "founded")),),
    ),
    Kind(
        name="Agreement",
        plural="Agreements",
        tag="agr",
        label="合作协议",
        description="A signed agreement between organisations; a pairing of two is an agreement with two parties.",
        leaves=True,
        place="seat",
        properties=(
            Property(
                name="title",
                type=Scalar.TEXT,
                label="标题",
                description="Title of the agreement.",
                required=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="signed",
                type=Scalar.DATE,
                label="签订日期",
                description="Day of signing.",
                required=True,
            ),
        ),
        parts=(
            Part(
                name="topics",
                type_name="AgreementTopic",
                label="事项",
                description="What the agreement is about.",
                properties=(
                    Property(
                        name="topic",
                        type=Scalar.ENUM,
                        choices=TOPIC,
                        label="事项",
                        description="What it is about.",
                        required=True,
                    ),
                    Property(
                        name="note",
                        type=Scalar.TEXT,
                        label="说明",
                        description="In the words of the agreement.",
                    ),
                ),
            ),
        ),
        links=(
            Link(
                name="seat",
                target="Area",
                relationship="SIGNED_IN",
                many=False,
                label="所属区划",
                description="The area whose office keeps the agreement.",
            ),
            Link(
                name="alliance",
                target="Alliance",
                relationship="MADE_UNDER",
                many=False,
                label="联盟",
                description="The alliance in which it was signed.",
                inverse=Inverse(name="agreements", many=True, label="协议", description="Agreements signed in it."),
            ),
            Link(
                name="parties",
                target="Organisation",
                relationship="HAS_PARTY",
                many=True,
                label="签约方",
                description="The organisations that signed, with the side they signed on.",
                inverse=Inverse(
                    name="agreements", many=True, label="签约协议", description="Agreements it has signed."
                ),
                properties=(
                    Property(
                        name="role",
                        type=Scalar.ENUM,
                        choices=PARTY_ROLE,
                        label="签约身份",
                        description="The side on which it signed.",
                        required=True,
                    ),
                ),
                key=("role",),
            ),
        ),
        natural_keys=(NaturalKey(terms=("alliance", "signed", "title")), NaturalKey(terms=("seat", "signed", "title"))),
    ),
    Kind(
        name="Project",
        plural="Projects",
        tag="proj",
        label="共建项目",
        description="A joint project of an alliance or an agreement.",
        leaves=True,
        place="seat",
        properties=(
            Property(
                name="name",
                type=Scalar.TEXT,
                label="名称",
                description="Name of the project.",
                required=True,
                natural=True,
                search=True,
                index=True,
            ),
            Property(
                name="status",
                type=Scalar.ENUM,
                choices=PROJECT_STATUS,
                label="状态",
                description="How far it has come.",
                required=True,
            ),
            Property(
                name="budget",
                type=Scalar.DECIMAL,
                scale=2,
                unit="yuan",
                label="预算",
                description="Budget in yuan.",
                index=True,
            ),
        ),
        links=(
            Link(
                name="seat",
                target="Area",
                relationship="CARRIED_OUT_IN",
                many=False,
                label="所在地",
                description="Where it is carried out.",
            ),
            Link(
                name="alliance",
                target="Alliance",
                relationship="RUN_BY",
                many=False,
                label="联盟",
                description="The alliance that runs it.",
                inverse=Inverse(name="projects", many=True, label="项目", description="Joint projects it runs."),
            ),
            Link(
                name="agreement",
                target="Agreement",
                relationship="CARRIES_OUT",
                many=False,
                label="协议",
                description="The agreement it carries out.",
                inverse=Inverse(name="projects", many=True, label="项目", description="Projects that carry it out."),
            ),
            Link(
                name="partners",
                target="Organisation",
                relationship="HAS_PARTNER",
                many=True,
                label="参与单位",
                description="The organisations that take part.",
                inverse=Inverse(name="projects", many=True, label="参与项目", description="Projects it takes part in."),
            ),
        ),
        natural_keys=(NaturalKey(terms=("seat", "name")),),
    ),
)

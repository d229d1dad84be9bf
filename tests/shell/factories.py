"""Bodies and people to test with, on days that never move."""

from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from chibo.accounts.models import Account
from chibo.registry.models import (
    Affiliation,
    Body,
    Group,
    GroupPlace,
    InabilityPeriod,
    Member,
    Office,
    StandingPeriod,
    StatusPeriod,
)

LONG_AGO = date(2020, 1, 1)


class BodyFactory(DjangoModelFactory[Body]):
    class Meta:
        model = Body

    kind = "cell"
    name = factory.Sequence(lambda n: f"Chi bộ {n}")


class GroupFactory(DjangoModelFactory[Group]):
    class Meta:
        model = Group

    body = factory.SubFactory(BodyFactory)
    name = factory.Sequence(lambda n: f"Tổ đảng số {n}")


class MemberFactory(DjangoModelFactory[Member]):
    """A person without a body; `member_in` makes a whole member."""

    class Meta:
        model = Member

    code = factory.Sequence(lambda n: f"m{n:04}")
    full_name = factory.Sequence(lambda n: f"Lò Văn {n:04}")


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    class Meta:
        model = Affiliation

    member = factory.SubFactory(MemberFactory)
    body = factory.SubFactory(BodyFactory)
    from_on = LONG_AGO


class StandingPeriodFactory(DjangoModelFactory[StandingPeriod]):
    class Meta:
        model = StandingPeriod

    member = factory.SubFactory(MemberFactory)
    standing = "official"
    from_on = LONG_AGO


class StatusPeriodFactory(DjangoModelFactory[StatusPeriod]):
    class Meta:
        model = StatusPeriod

    member = factory.SubFactory(MemberFactory)
    status = "exempt"
    from_on = LONG_AGO


class InabilityPeriodFactory(DjangoModelFactory[InabilityPeriod]):
    class Meta:
        model = InabilityPeriod

    member = factory.SubFactory(MemberFactory)
    code = "B1"
    from_on = LONG_AGO


class GroupPlaceFactory(DjangoModelFactory[GroupPlace]):
    class Meta:
        model = GroupPlace

    member = factory.SubFactory(MemberFactory)
    group = factory.SubFactory(GroupFactory)
    from_on = LONG_AGO


class OfficeFactory(DjangoModelFactory[Office]):
    class Meta:
        model = Office

    member = factory.SubFactory(MemberFactory)
    body = factory.SubFactory(BodyFactory)
    office = "secretary"
    from_on = LONG_AGO


def member_in(
    body: Body,
    *,
    standing: str = "official",
    inability: str = "",
    status: str = "",
    office: str = "",
    account: Account | None = None,
    **particulars: Any,
) -> Member:
    """Make a member of a body with everything dated long ago."""
    member = MemberFactory.create(account=account, **particulars)
    is_attached = standing == "temporary"
    AffiliationFactory.create(member=member, body=body, is_attached=is_attached)
    if not is_attached:
        StandingPeriodFactory.create(member=member, standing=standing)
    if inability:
        InabilityPeriodFactory.create(member=member, code=inability)
    if status:
        StatusPeriodFactory.create(member=member, status=status)
    if office:
        OfficeFactory.create(member=member, body=body, office=office)
    return member

"""A commune with two cells, and the people who may or may not see them."""

from types import SimpleNamespace

from chibo.accounts.actions import open_account
from tests.shell.factories import BodyFactory, OfficeFactory, member_in


def make_commune():
    """Ann leads the cell, Ben is in it, Cem in another; Dao sits above; Quy administers."""
    province = BodyFactory.create(kind="committee", name="Tỉnh", rulebook="training")
    above = BodyFactory.create(kind="grassroots_organisation", name="Xã", parent=province)
    cell = BodyFactory.create(name="Bản Ánh", parent=above)
    other = BodyFactory.create(name="Bản Khác", parent=above)

    def account(code):
        return open_account(code, code.title(), "", "x", must_change_password=False)

    def person(code, body, **more):
        return member_in(
            body, code=code, full_name=f"Lò {code.title()}", account=account(code), **more
        )

    dao = person("dao", other)
    OfficeFactory.create(member=dao, body=above, office="committee_member")
    quy = account("quy")
    quy.is_staff = True
    quy.save()
    return SimpleNamespace(
        province=province,
        above=above,
        cell=cell,
        other=other,
        ann=person("ann", cell, office="secretary"),
        ben=person("ben", cell, inability="B1", phone="0900000002"),
        cem=person("cem", other),
        dao=dao,
        quy=quy,
        nobody=account("no"),
    )

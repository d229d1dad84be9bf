"""DF-04: papers spell one word in one way."""

from chibo.documents.wording import spelled


def test_uy_is_spelt_in_one_way_on_papers():
    assert spelled("Đảng uỷ xã, CHI UỶ") == "Đảng ủy xã, CHI ỦY"

"""Vietnamese order: letters before tones, and people by their given name."""

from chibo.registry.collation import by_given_name, sort_key


def test_letters_come_in_vietnamese_order():
    words = ["đa", "da", "âm", "ăn", "an", "ơn", "ôn", "on", "ưa", "ua"]

    assert sorted(words, key=sort_key) == [
        "an",
        "ăn",
        "âm",
        "da",
        "đa",
        "on",
        "ôn",
        "ơn",
        "ua",
        "ưa",
    ]


def test_tones_decide_between_equal_letters_only():
    assert sorted(["mạ", "mã", "má", "mả", "mà", "ma", "mát"], key=sort_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mát",
    ]


def test_people_are_ordered_by_the_name_that_comes_last():
    names = ["Vàng A Dơ", "Lò Văn Ánh", "Cà Thị An", "Lò Thị An"]

    assert sorted(names, key=by_given_name) == [
        "Cà Thị An",
        "Lò Thị An",
        "Lò Văn Ánh",
        "Vàng A Dơ",
    ]

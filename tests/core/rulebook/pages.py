"""Writes the pages of `docs/` that are drawn from the rulebooks (`tools/rules-page`)."""

from tests.core.rulebook import hints_page, rules_page

PAGES = (hints_page, rules_page)


def main() -> None:
    """Write every page again."""
    for each in PAGES:
        each.PAGE.write_text(each.page(), encoding="utf-8")


if __name__ == "__main__":
    main()

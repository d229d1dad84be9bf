"""The proposal and the answer get their numbers from the registers of those who issue them (DF-01, DF-03)."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from chibo.core.procedure.register_acts import Audience
from chibo.documents import actions, queries
from chibo.documents.kinds import paper_kinds
from chibo.documents.models import RegisteredPaper
from chibo.meetings import followers
from chibo.meetings.queries import state_of
from chibo.registry.models import Body
from tests.shell.applications.sheets import browser
from tests.shell.applications.test_deciding import approve, decision, handed_in, page_of
from tests.shell.documents.signers import text_of
from tests.shell.story import Cell, accepted, new_id

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def key(na_pat: Cell) -> str:
    return handed_in(na_pat)


def where(key: str, name: str) -> str:
    (offer, *_) = paper_kinds()[name].offers(state_of(key, "application").state)
    return reverse("documents:write", args=[key, name]) + f"?subject={offer.subject}"


def drafted(client: Client, key: str, name: str) -> RegisteredPaper:
    """Write the paper as it is offered, in the browser."""
    page = client.get(where(key, name))
    abstract = page.context["form"].initial["abstract"]
    said = {"command_id": new_id(), "abstract": abstract}
    answer = client.post(where(key, name), said)
    assert answer.status_code == 302, answer.content.decode()
    return RegisteredPaper.objects.get(source=key, name=name, state="draft")


def issued(of: Cell, body: Body, row: RegisteredPaper, by: str) -> RegisteredPaper:
    accepted(actions.issue(body, row.key, 1, actor=of.code(by), command_id=new_id()))
    return RegisteredPaper.objects.get(key=row.key)


def test_both_get_numbers_from_the_registers_of_those_who_issue_them(
    na_pat: Cell, key: str
) -> None:
    an, son = browser(na_pat, "An"), browser(na_pat, "Sơn")
    above = na_pat.body.parent
    assert above is not None
    assert where(key, "proposal") in an.get(page_of(key)).content.decode()
    proposal = issued(na_pat, na_pat.body, drafted(an, key, "proposal"), "An")
    assert (proposal.number, proposal.body) == ("01-TTr/CB", na_pat.public_id)

    approve(son, key)
    assert where(key, "answer") not in an.get(page_of(key)).content.decode()
    assert where(key, "answer") in son.get(page_of(key)).content.decode()
    answer = issued(na_pat, above, drafted(son, key, "answer"), "Sơn")
    assert (answer.number, answer.body) == ("01-CV/ĐU", str(above.public_id))

    # Whoever asked reads the answer, and gets it byte for byte from the application as well.
    file = reverse("documents:paper_file", args=[answer.key, "pdf"])
    pdf = an.get(file).content
    asked = reverse("documents:application_file", args=[key, "answer", "pdf"])
    assert an.get(asked).content == pdf
    said = text_of(pdf)
    assert "01-CV/ĐU" in said
    assert "Tờ trình số 01-TTr/CB" in said
    assert browser(na_pat, "Minh").get(file).status_code == 404


def test_an_issued_answer_is_sent_to_the_committee_that_asked(
    na_pat: Cell, key: str, mailoutbox: list[EmailMessage]
) -> None:
    for name in ("An", "Bình", "Minh", "Sơn"):
        member = na_pat.people[name]
        member.email = f"dv{member.pk}@example.org"
        member.save(update_fields=["email"])
    above = na_pat.body.parent
    assert above is not None
    son = browser(na_pat, "Sơn")
    approve(son, key)
    answer = issued(na_pat, above, drafted(son, key, "answer"), "Sơn")
    mailoutbox.clear()

    followers.catch_up()
    followers.catch_up()

    # Thu watches over the cell for the committee above; Minh is a member without office.
    letters = [each for each in mailoutbox if answer.number in each.subject]
    assert sorted(each.to[0] for each in letters) == sorted(
        na_pat.people[name].email for name in ("An", "Bình")
    )
    said = f"trả lời đề nghị của {na_pat.body.name}"
    assert all(said in each.body and answer.key in each.body for each in letters)
    record = queries.record(above, answer.key)
    assert record is not None
    assert [(to, sent.told) for to, (sent, _) in record.sent.items()] == [(Audience.ASKER, 2)]


def test_a_number_given_outside_leaves_nothing_to_issue_and_is_accounted_for(
    na_pat: Cell, key: str
) -> None:
    son = browser(na_pat, "Sơn")
    above = na_pat.body.parent
    assert above is not None
    approve(son, key, number="12-CV/ĐU")
    assert paper_kinds()["answer"].offers(state_of(key, "application").state) == ()
    skip = reverse("documents:skip", args=[above.public_id])
    page = son.get(page_of(key))
    assert f"{skip}?type=CV&amp;until=12" in page.content.decode()
    assert son.get(skip, {"type": "CV", "until": 12}).status_code == 200
    said = {"command_id": new_id(), "type": "CV", "until": 12, "reason": "Ghi tay"}
    assert son.post(skip, said).status_code == 302
    assert skip not in son.get(page_of(key)).content.decode()
    register, _ = queries.register(above)
    assert register.skipped[0].last == 12


def test_a_draft_about_what_was_sent_back_cannot_be_issued(na_pat: Cell, key: str) -> None:
    an, son = browser(na_pat, "An"), browser(na_pat, "Sơn")
    row = drafted(an, key, "proposal")
    said = {"do": "return", "reason": "Bổ sung", "command_id": new_id()}
    assert son.post(decision(key), said).status_code == 302
    page = an.get(reverse("documents:paper", args=[row.key]))
    assert page.context["is_outdated"]
    assert "token" not in page.context
    file = reverse("documents:paper_file", args=[row.key, "pdf"])
    assert an.get(file).status_code == 404
    outcome = actions.issue(
        na_pat.body, row.key, 1, actor=na_pat.code("An"), command_id=new_id()
    )
    assert getattr(outcome, "reason", None) == "paper.changed"

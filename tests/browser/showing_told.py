"""Tells a meeting of a cell up to its first item, with a PDF of four pages; run on the server's database."""

import hashlib
import sys
from uuid import uuid4

import django
import typst

django.setup()

from chibo.core.procedure import commands as meet  # noqa: E402 -- after the setup
from chibo.core.values import Mode, Refusal  # noqa: E402 -- after the setup
from chibo.meetings import actions as door  # noqa: E402 -- after the setup
from chibo.meetings.followers import catch_up  # noqa: E402 -- after the setup
from chibo.meetings.uploads import PDF  # noqa: E402 -- after the setup
from chibo.registry.models import Body  # noqa: E402 -- after the setup
from tests.browser.by_groups.told import SECRETARY, TAKER, Telling, person, plan, tonight  # noqa: E402 -- after the setup

FOLLOWER = "pb09"
TITLE = "Báo cáo sơ kết công tác 6 tháng"
SOURCE = """
#set page(numbering: "1")
#set text(font: "Tinos", size: 13pt, lang: "vi")
#for number in range(1, 5) [
  #if number > 1 { pagebreak() }
  = Phần #number. Kết quả lãnh đạo thực hiện nhiệm vụ
  #for _ in range(9) [
    Chi bộ đã lãnh đạo nhân dân trong bản tu sửa đường, trồng rừng, chăm lo cho hộ nghèo;
    các đồng chí đảng viên gương mẫu đi đầu, giữ vững đoàn kết, nền nếp sinh hoạt.
    Số hộ nghèo giảm; trẻ em trong độ tuổi đều đến trường. #parbreak()
  ]
]
"""


def main() -> None:
    """Open the meeting and its first item, and print its key."""
    body = Body.objects.get(name="Chi bộ bản Phiêng Ban")
    key = uuid4().hex
    door.begin(key, "meeting", str(body.public_id))
    people = (SECRETARY, TAKER, FOLLOWER)
    telling = Telling(key)
    planned = plan(body, SECRETARY, TAKER, tonight())
    telling.does(SECRETARY, meet.ConveneMeeting(planned, tuple(map(person, people)), ()))
    content = typst.compile(SOURCE.encode())
    brought = meet.AttachDocument(
        uuid4().hex,
        "i1",
        TITLE,
        "bao-cao.pdf",
        hashlib.sha256(content).hexdigest(),
        len(content),
    )
    done = door.attach_document(
        key, brought, content=content, content_type=PDF, actor=TAKER, command_id=uuid4().hex
    )
    assert not isinstance(done, Refusal), done
    telling.does(SECRETARY, meet.OpenMeeting(()))
    telling.does(TAKER, *(meet.CheckIn(code, Mode.IN_PERSON) for code in people))
    telling.does(TAKER, meet.CloseRollCall())
    telling.does(SECRETARY, meet.ApproveAgenda(), meet.OpenItem("i1"))
    catch_up()
    sys.stdout.write(key)


if __name__ == "__main__":
    main()

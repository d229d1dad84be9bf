"""The readable part of an archive: an index to open in a browser, and how to verify, in Vietnamese.

Both are made from the list of files alone, so the verifier makes them again and compares.
"""

from html import escape

from chibo.archive.container import Container
from chibo.archive.manifest import Manifest
from chibo.archive.saying import LieError, Report

VERSION = 1
"""Goes up whenever the same contents would give another page."""

README = """\
HỒ SƠ LƯU CỦA CHIBO

Tệp này là bằng chứng về những gì đã diễn ra. Mở index.html bằng trình duyệt để đọc.

Trong tệp có:
  journals/    nhật ký: mỗi dòng một sự việc, mỗi dòng chứa mã băm của dòng trước
  rulebooks/   bộ quy tắc đã áp dụng, nguyên văn
  papers/      văn bản: dữ liệu (JSON) và bản trình bày (PDF, DOCX)
  documents/   tài liệu kèm theo, nếu có
  manifest.json  danh mục mọi tệp và mã băm SHA-256

Kiểm tra không cần máy chủ, không cần mạng:
  chibo verify TEN-TEP.zip
  chibo verify TEN-TEP.zip --witness DANH-SACH-CHUNG-THUC.json

Lệnh trả 0 nếu mọi điều kiểm được đều đúng, 1 nếu có điều sai, 2 nếu không phải hồ sơ lưu.
Định dạng được mô tả trong docs/archive.md của chương trình để ai cũng có thể tự viết bộ kiểm tra.
"""

_STYLE = (
    "body{font:18px/1.6 serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "code{font-size:.8em;overflow-wrap:anywhere}h1{color:#8b1a1a;font-size:1.5rem}"
    "h2{font-size:1.2rem;margin-top:2rem}li{margin:.4rem 0}"
)
KINDS = {
    "meeting": "Cuộc họp",
    "application": "Đề nghị sinh hoạt trực tuyến",
    "year": "Hồ sơ cả năm",
    "body": "Toàn bộ hồ sơ của tổ chức",
}


def index_page(manifest: Manifest) -> str:
    """Return the index of an archive as a page that needs nothing else."""
    subject = manifest.subject
    kind = KINDS.get(subject.kind, subject.kind)
    parts = (
        ("Văn bản", [_paper(each.title, each.number, each.files, each.value) for each in manifest.papers]),
        ("Tài liệu kèm theo", [_document(each.title, each.file, each.sha256) for each in manifest.documents]),
        ("Nhật ký", [_journal(each.kind, each.key, each.file, each.seq, each.head) for each in manifest.journals]),
        ("Bộ quy tắc", [_link(each.file, f"{each.title}, phiên bản {each.version}") for each in manifest.rulebooks]),
    )  # fmt: skip
    sections = "".join(
        f"<h2>{name}</h2><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"
        for name, rows in parts
        if rows
    )
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        f"<title>{escape(subject.title)}</title><style>{_STYLE}</style></head><body>"
        f"<p>{escape(kind)} · {escape(subject.body_name)}</p><h1>{escape(subject.title)}</h1>"
        f"{sections}<h2>Cách kiểm tra</h2><p>Chạy <code>chibo verify</code> với tệp này, hoặc tải "
        f'tệp lên trang “Kiểm tra hồ sơ lưu”. Xem <a href="README.txt">README.txt</a>.</p>'
        f"</body></html>\n"
    )


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'


def _paper(title: str, number: str, files: tuple[str, ...], value: str | None) -> str:
    drawn = " · ".join(_link(file, file.rpartition(".")[2].upper()) for file in files)
    numbered = f" số {escape(number)}" if number else ""
    told = f" · {_link(value, 'dữ liệu')}" if value else ""
    return f"{escape(title)}{numbered}: {drawn}{told}"


def _document(title: str, file: str | None, sha256: str) -> str:
    name = _link(file, title) if file else f"{escape(title)} (không kèm tệp)"
    return f"{name}<br><code>{escape(sha256)}</code>"


def _journal(kind: str, key: str, file: str, seq: int, head: str) -> str:
    name = KINDS.get(kind, kind)
    words = f"{name}: {seq} sự việc"
    return f"{_link(file, words)}<br><code>{escape(key)}</code><br><code>{escape(head)}</code>"


def check_index(container: Container, manifest: Manifest, report: Report) -> None:
    """Check that the page says what the archive holds and nothing else."""
    if manifest.index != VERSION:
        report.left("index.version", version=manifest.index)
        return
    made = {"index.html": index_page(manifest), "README.txt": README}
    for name, text in made.items():
        if container.read(name) != text.encode():
            raise LieError("index.other", file=name)
    report.found("index.holds")

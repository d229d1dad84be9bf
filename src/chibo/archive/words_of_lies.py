"""What is said of what is wrong, and of what is no archive."""

LIES: dict[str, tuple[str, str, str]] = {
    "file.missing": ("thiếu tệp {file}", "the file {file} is missing", "le fichier {file} manque"),
    "file.damaged": ("tệp {file} bị hỏng", "the file {file} is damaged", "le fichier {file} est abîmé"),
    "file.changed": (
        "tệp {file} đã bị thay đổi: mã băm không khớp danh mục",
        "the file {file} was changed: its hash is not the one listed",
        "le fichier {file} a été changé : son empreinte n’est pas celle de la liste",
    ),
    "file.unlisted": (
        "tệp {file} không có trong danh mục",
        "the file {file} is not on the list",
        "le fichier {file} n’est pas dans la liste",
    ),
    "file.unnamed": (
        "tệp {file} có trong danh mục nhưng không thuộc phần nào của hồ sơ",
        "the file {file} is listed and belongs to nothing in the archive",
        "le fichier {file} est listé mais n’appartient à rien",
    ),
    "json.not_canonical": (
        "tệp {file} không ở dạng chuẩn mà chương trình viết ra",
        "the file {file} is not in the one form that the program writes",
        "le fichier {file} n’est pas dans la forme qu’écrit le programme",
    ),
    "json.broken": (
        "tệp {file} không đọc được",
        "the file {file} cannot be read",
        "le fichier {file} est illisible",
    ),
    "shape.unknown": (
        "tệp {file} không đúng cấu trúc: {problem}",
        "the file {file} has not the shape it should: {problem}",
        "le fichier {file} n’a pas la forme voulue : {problem}",
    ),
    "rulebook.broken": (
        "bộ quy tắc {file} không đọc được",
        "the rulebook {file} cannot be read",
        "le règlement {file} est illisible",
    ),
    "rulebook.other": (
        "bộ quy tắc {file} không đúng dấu vân của nó: nội dung đã bị thay đổi",
        "the rulebook {file} does not match its fingerprint: it was changed",
        "le règlement {file} ne correspond pas à son empreinte : il a été changé",
    ),
    "rulebook.missing": (
        "nhật ký {journal}, số {seq}: bộ quy tắc mà sự việc dẫn ra không có trong hồ sơ",
        "journal {journal}, number {seq}: the rulebook it names is not in the archive",
        "journal {journal}, numéro {seq} : le règlement nommé n’est pas dans l’archive",
    ),
    "journal.twice": (
        "nhật ký {journal} có hai lần",
        "the journal {journal} is there twice",
        "le journal {journal} figure deux fois",
    ),
    "journal.head": (
        "nhật ký {journal} không kết thúc ở sự việc số {seq} như danh mục ghi",
        "the journal {journal} does not end at entry {seq} as listed",
        "le journal {journal} ne finit pas à l’entrée {seq} comme indiqué",
    ),
    "journal.cut_off": (
        "nhật ký {journal} bị cắt giữa chừng",
        "the journal {journal} is cut off",
        "le journal {journal} est coupé",
    ),
    "chain.place": (
        "nhật ký {journal}: tại chỗ của sự việc số {seq} là một sự việc khác (bị bỏ, thêm hoặc đổi chỗ)",
        "journal {journal}: at the place of entry {seq} stands another (left out, added or moved)",
        "journal {journal} : à la place de l’entrée {seq} s’en trouve une autre (ôtée, ajoutée ou déplacée)",
    ),
    "chain.link": (
        "nhật ký {journal}, số {seq}: không nối tiếp sự việc đứng trước",
        "journal {journal}, number {seq}: does not follow the entry before it",
        "journal {journal}, numéro {seq} : ne suit pas l’entrée précédente",
    ),
    "chain.content": (
        "nhật ký {journal}, số {seq}: nội dung đã bị thay đổi",
        "journal {journal}, number {seq}: its content was changed",
        "journal {journal}, numéro {seq} : son contenu a été changé",
    ),
    "chain.form": (
        "nhật ký {journal}, số {seq}: không ở dạng chuẩn mà chương trình viết ra",
        "journal {journal}, number {seq}: is not in the one form that the program writes",
        "journal {journal}, numéro {seq} : n’est pas dans la forme qu’écrit le programme",
    ),
    "chain.unreadable": (
        "nhật ký {journal}, số {seq}: không đọc được",
        "journal {journal}, number {seq}: cannot be read",
        "journal {journal}, numéro {seq} : illisible",
    ),
    "event.unknown": (
        "nhật ký {journal}, số {seq}: sự việc {event} không đúng cấu trúc ({problem})",
        "journal {journal}, number {seq}: {event} has not the shape of its name ({problem})",
        "journal {journal}, numéro {seq} : {event} n’a pas la forme de son nom ({problem})",
    ),
    "event.refused": (
        "nhật ký {journal}, số {seq}: {event} không được phép tại thời điểm này ({reason}; {clause})",
        "journal {journal}, number {seq}: {event} was not allowed there ({reason}; {clause})",
        "journal {journal}, numéro {seq} : {event} n’était pas permis ici ({reason} ; {clause})",
    ),
    "event.otherwise": (
        "nhật ký {journal}, số {seq}: {event} ghi khác với kết quả theo quy tắc ({difference})",
        "journal {journal}, number {seq}: {event} is not what the rules make of it ({difference})",
        "journal {journal}, numéro {seq} : {event} n’est pas ce que donnent les règles ({difference})",
    ),
    "command.twice": (
        "nhật ký {journal}, số {seq}: một lệnh được ghi hai lần",
        "journal {journal}, number {seq}: one command is recorded twice",
        "journal {journal}, numéro {seq} : une commande est enregistrée deux fois",
    ),
    "command.mixed": (
        "nhật ký {journal}, số {seq}: các sự việc của một lệnh không cùng người, cùng lúc",
        "journal {journal}, number {seq}: entries of one command differ in person or time",
        "journal {journal}, numéro {seq} : les entrées d’une commande diffèrent d’auteur ou d’heure",
    ),
    "command.digest": (
        "nhật ký {journal}, số {seq}: {event} không phải là việc đã được yêu cầu (mã băm của lệnh)",
        "journal {journal}, number {seq}: {event} is not what was asked (digest of the command)",
        "journal {journal}, numéro {seq} : {event} n’est pas ce qui a été demandé (empreinte)",
    ),
    "link.wrong": (
        "nhật ký {journal}, số {seq}: dẫn đến số {place} của {other}, nhưng ở đó là điều khác",
        "journal {journal}, number {seq}: names entry {place} of {other}, which is another",
        "journal {journal}, numéro {seq} : renvoie à l’entrée {place} de {other}, qui est autre",
    ),
    "heard.other": (
        "nhật ký {journal}, số {seq}: ghi khác nhật ký {other} mà sự việc này dẫn ra ({difference})",
        "journal {journal}, number {seq}: says otherwise than the journal {other} that it names ({difference})",
        "journal {journal}, numéro {seq} : dit autre chose que le journal {other} qu’il nomme ({difference})",
    ),
    "document.other": (
        "nhật ký {journal}: tài liệu “{title}” không phải là tài liệu đã đính kèm",
        "journal {journal}: the document “{title}” is not the one attached",
        "journal {journal} : le document « {title} » n’est pas celui qui était joint",
    ),
    "document.missing": (
        "nhật ký {journal}: thiếu tài liệu {title} trong danh mục",
        "journal {journal}: the document {title} is not on the list",
        "journal {journal} : le document {title} manque dans la liste",
    ),
    "paper.place": (
        "văn bản “{paper}”: nhật ký {journal} tại số {seq} chưa thể có văn bản này",
        "“{paper}”: the journal {journal} had no such paper at entry {seq}",
        "« {paper} » : le journal {journal} n’avait pas cette pièce à l’entrée {seq}",
    ),
    "paper.value": (
        "văn bản “{paper}” nói khác nhật ký {journal} (số {seq}) ở chỗ: {place}",
        "“{paper}” differs from the journal {journal} (entry {seq}) at: {place}",
        "« {paper} » diffère du journal {journal} (entrée {seq}) à : {place}",
    ),
    "paper.opinions": (
        "văn bản “{paper}” không ghi nguyên văn, đầy đủ ý kiến như nhật ký {journal}: {place}",
        "“{paper}” does not hold every opinion of the journal {journal} word for word: {place}",
        "« {paper} » ne contient pas mot pour mot chaque avis du journal {journal} : {place}",
    ),
    "paper.other": (
        "tệp {file} không phải là tệp đã phát hành: mã băm trong {journal} (số {number}) là khác",
        "the file {file} is not the one issued: {journal} names another hash (number {number})",
        "le fichier {file} n’est pas celui émis : {journal} nomme une autre empreinte ({number})",
    ),
    "paper.missing": (
        "sổ đăng ký văn bản {journal} ghi đã phát hành {number}, nhưng hồ sơ không có đúng một bản của văn bản này",
        "the register {journal} says that {number} was issued, but the archive does not hold it just once",
        "le registre {journal} dit que {number} a été émis, mais l’archive ne le contient pas une seule fois",
    ),
    "paper.drawn": (
        "tệp {file} thiếu những chữ mà văn bản phải có: “{missing}”",
        "the file {file} lacks words that the paper has to say: “{missing}”",
        "il manque au fichier {file} des mots que la pièce doit dire : « {missing} »",
    ),
    "index.other": (
        "tệp {file} nói khác những gì hồ sơ chứa",
        "the file {file} does not say what the archive holds",
        "le fichier {file} ne dit pas ce que contient l’archive",
    ),
    "signature.broken": (
        "chữ ký số trong tệp {file} không còn hợp lệ: tệp đã bị thay đổi sau khi ký",
        "the digital seal in {file} is broken: the file was changed after it was signed",
        "le sceau numérique de {file} est rompu : le fichier a été changé après signature",
    ),
    "signature.forged": (
        "nhật ký {journal}, số {seq}: chữ ký bằng khóa truy cập (passkey) không khớp với lời xác nhận",
        "journal {journal}, number {seq}: the passkey’s signature is not of what was confirmed",
        "journal {journal}, numéro {seq} : la signature de la clé d’accès n’est pas celle de l’attestation",
    ),
    "signature.other": (
        "tệp {file} không phải là tệp đã ký và chốt: mã băm trong nhật ký {journal} là khác",
        "the file {file} is not the one signed and held fast: the journal {journal} names another hash",
        "le fichier {file} n’est pas celui signé et figé : le journal {journal} nomme une autre empreinte",
    ),
    "witness.shorter": (
        "nhật ký {journal} đã bị cắt: cấp trên giữ mã băm của sự việc số {seq} (ghi lúc {at})",
        "the journal {journal} was cut: entry {seq} was witnessed (recorded at {at})",
        "le journal {journal} a été coupé : l’entrée {seq} avait été attestée (le {at})",
    ),
    "witness.other": (
        ("nhật ký {journal} đã bị viết lại: sự việc số {seq} không phải là điều cấp trên giữ mã băm "
        "(ghi lúc {at})"),
        "the journal {journal} was rewritten: entry {seq} is not the one witnessed (at {at})",
        "le journal {journal} a été réécrit : l’entrée {seq} n’est pas celle attestée (le {at})",
    ),
}  # fmt: skip

NO_ARCHIVE: dict[str, tuple[str, str, str]] = {
    "zip.none": ("tệp này không phải tệp ZIP", "this file is no ZIP", "ce fichier n’est pas un ZIP"),
    "zip.cut_off": (
        "tệp bị cắt giữa chừng hoặc hỏng; hãy tải lại",
        "the file is cut off or damaged; download it again",
        "le fichier est coupé ou abîmé ; téléchargez-le à nouveau",
    ),
    "zip.no_manifest": (
        "tệp ZIP này không phải hồ sơ lưu của Chibo (không có danh mục)",
        "this ZIP is no archive of Chibo (it has no list of files)",
        "ce ZIP n’est pas une archive de Chibo (pas de liste de fichiers)",
    ),
    "zip.too_many": (
        "có quá nhiều tệp bên trong (trên {most})",
        "there are too many files inside (more than {most})",
        "il y a trop de fichiers à l’intérieur (plus de {most})",
    ),
    "zip.bomb": (
        "khi bung ra tệp lớn bất thường; không mở",
        "it unpacks to an unreasonable size; it was not opened",
        "il se décompresse à une taille déraisonnable ; il n’a pas été ouvert",
    ),
    "zip.twice": (
        "có hai tệp cùng tên: {file}",
        "two files have the same name: {file}",
        "deux fichiers portent le même nom : {file}",
    ),
    "zip.path": (
        "có tên tệp dẫn ra ngoài hoặc không được phép: {file}",
        "a file name leads out of the archive or is not allowed: {file}",
        "un nom de fichier sort de l’archive ou n’est pas permis : {file}",
    ),
    "zip.encrypted": (
        "tệp {file} bên trong được mã hóa",
        "the file {file} inside is encrypted",
        "le fichier {file} à l’intérieur est chiffré",
    ),
    "zip.packing": (
        "tệp {file} bên trong được nén theo cách lạ",
        "the file {file} inside is packed in an unknown way",
        "le fichier {file} à l’intérieur est compressé d’une façon inconnue",
    ),
    "format.unknown": (
        "định dạng {format} mới hơn bộ kiểm tra này",
        "the format {format} is newer than this verifier",
        "le format {format} est plus récent que ce vérificateur",
    ),
    "file.unreadable": (
        "không mở được tệp {file}",
        "the file {file} cannot be opened",
        "impossible d’ouvrir le fichier {file}",
    ),
    "file.too_large": (
        "tệp lớn hơn {most} MB; hãy dùng lệnh chibo verify",
        "the file is larger than {most} MB; use the command chibo verify",
        "le fichier dépasse {most} Mo ; utilisez la commande chibo verify",
    ),
    "witness.broken": (
        "danh sách chứng thực không đọc được",
        "the list of witnessed heads cannot be read",
        "la liste attestée est illisible",
    ),
}  # fmt: skip

"""What is said of what holds, of what was taken as recorded, and of what was not checked."""

FRAME: dict[str, tuple[str, str, str]] = {
    "title": ("Hồ sơ lưu: {title}", "Archive: {title}", "Archive : {title}"),
    "checked": ("Đã kiểm tra:", "Checked:", "Vérifié :"),
    "recorded": (
        "Lấy theo lời ghi, không suy lại được từ hồ sơ này:",
        "Taken as recorded, not derivable from this archive:",
        "Pris tel qu’enregistré, non déductible de cette archive :",
    ),
    "unchecked": ("Chưa kiểm tra ở đây:", "Not checked here:", "Non vérifié ici :"),
    "true": (
        "KẾT LUẬN: không phát hiện điều gì sai.",
        "RESULT: nothing wrong was found.",
        "RÉSULTAT : rien de faux n’a été trouvé.",
    ),
    "lie": ("KẾT LUẬN: CÓ ĐIỀU SAI.", "RESULT: SOMETHING IS WRONG.", "RÉSULTAT : QUELQUE CHOSE EST FAUX."),
    "no_archive": (
        "Đây không phải hồ sơ lưu dùng được:",
        "This is no archive that can be used:",
        "Ce n’est pas une archive utilisable :",
    ),
    "times": ("{words} ({count} lần)", "{words} ({count} times)", "{words} ({count} fois)"),
}  # fmt: skip

CHECKED: dict[str, tuple[str, str, str]] = {
    "files.hold": (
        "{count} tệp có đủ và đúng mã băm; mã của danh mục là {sum}",
        "all {count} files are there with the right hash; the list itself has {sum}",
        "les {count} fichiers sont là avec la bonne empreinte ; la liste elle-même a {sum}",
    ),
    "rulebooks.hold": (
        "{count} bộ quy tắc khớp dấu vân: {names}",
        "{count} rulebook(s) match their fingerprint: {names}",
        "{count} règlement(s) conforme(s) à leur empreinte : {names}",
    ),
    "chains.hold": (
        "{journals} nhật ký, {entries} sự việc: chuỗi mã băm liền mạch từ đầu đến cuối",
        "{journals} journal(s), {entries} entries: every chain holds from first to last",
        "{journals} journal(aux), {entries} entrées : chaque chaîne tient du début à la fin",
    ),
    "rules.hold": (
        (
            "{decided} sự việc được xét lại theo bộ quy tắc, tại đúng thời điểm của nó, và đều được phép; "
            "{words} trong số đó khớp từng chữ với lệnh đã ra"
        ),
        (
            "{decided} entries were decided again by their rulebook, each at its place, and all were "
            "allowed; {words} of them are word for word what was asked"
        ),
        (
            "{decided} entrées ont été rejugées selon leur règlement, chacune à sa place, et toutes "
            "étaient permises ; {words} d’entre elles sont mot pour mot ce qui a été demandé"
        ),
    ),
    "links.hold": (
        "{count} chỗ dẫn từ nhật ký này sang nhật ký khác đều đúng",
        "{count} reference(s) from one journal to another hold",
        "{count} renvoi(s) d’un journal à l’autre sont exacts",
    ),
    "heard.meetings": (
        "{count} lần quy trình theo tổ dẫn cuộc họp: số người, phiếu, ý kiến đúng như nhật ký cuộc họp ấy",
        "{count} time(s) a procedure by groups names a meeting: people, votes and opinions are that meeting’s",
        "{count} fois une procédure par groupes nomme une réunion : présents, votes et avis en sont bien ceux",
    ),
    "heard.tasks": (
        "{count} nhiệm vụ trong sổ đúng như cuộc họp đã giao",
        "{count} task(s) of the book are as the meeting gave them",
        "{count} tâche(s) du registre sont telles que la réunion les a données",
    ),
    "documents.hold": (
        "{count} tài liệu đúng mã băm ghi trong nhật ký ({files} tài liệu kèm tệp)",
        "{count} document(s) have the hash named in the journal ({files} with their file)",
        "{count} document(s) ont l’empreinte nommée dans le journal ({files} avec fichier)",
    ),
    "papers.hold": (
        (
            "{count} văn bản nói đúng như nhật ký: số người, căn cứ, {votes} kết quả biểu quyết, "
            "{opinions} ý kiến nguyên văn"
        ),
        (
            "{count} paper(s) say what the journal says: figures, base, {votes} vote(s), "
            "{opinions} opinion(s) word for word"
        ),
        (
            "{count} pièce(s) disent ce que dit le journal : chiffres, base, {votes} vote(s), "
            "{opinions} avis mot pour mot"
        ),
    ),
    "papers.issued": (
        "{count} văn bản đã phát hành: tệp đúng mã băm ghi trong sổ đăng ký văn bản",
        "{count} issued paper(s): the files are those that the register of papers names",
        "{count} pièce(s) émise(s) : les fichiers sont ceux que nomme le registre",
    ),
    "papers.words": (
        "{count} bản trình bày (PDF, DOCX) có đủ các ý kiến, kết luận và kết quả",
        "{count} drawn file(s) (PDF, DOCX) hold every opinion, conclusion and result",
        "{count} fichier(s) (PDF, DOCX) contiennent chaque avis, conclusion et résultat",
    ),
    "index.holds": (
        "trang mục lục nói đúng những gì hồ sơ chứa",
        "the index says what the archive holds",
        "le sommaire dit ce que contient l’archive",
    ),
    "signatures.confirmed": (
        "{count} lần xác nhận biên bản, đúng người, đúng thứ tự, đúng nội dung (mã băm)",
        "{count} confirmation(s) of minutes: the right person, in order, of this very content",
        "{count} confirmation(s) de procès-verbal : la bonne personne, dans l’ordre, de ce contenu",
    ),
    "signatures.evidence": (
        "{count} chữ ký có ghi bằng chứng xác thực lớp hai, gắn với mã băm của văn bản",
        "{count} signature(s) carry second-factor evidence bound to the hash of the paper",
        "{count} signature(s) portent la preuve du second facteur, liée à l’empreinte de la pièce",
    ),
    "signatures.passkeys": (
        "{count} chữ ký bằng khóa truy cập (passkey) đúng là ký lời xác nhận ấy",
        "{count} passkey signature(s) are of exactly what was confirmed",
        "{count} signature(s) par clé d’accès portent bien sur ce qui a été attesté",
    ),
    "signatures.sealed": (
        "{count} tệp PDF có chữ ký số còn nguyên vẹn (chưa xét chứng thư do ai cấp)",
        "{count} sealed PDF file(s) are unchanged (who issued the certificate was not judged)",
        "{count} PDF scellé(s) sont inchangés (l’émetteur du certificat n’est pas jugé)",
    ),
    "witness.hold": (
        "{count} nhật ký nối tiếp đúng mã băm mà cấp trên đã giữ",
        "{count} journal(s) extend the head that was witnessed",
        "{count} journal(aux) prolongent l’empreinte attestée",
    ),
}

RECORDED: dict[str, tuple[str, str, str]] = {
    "office": (
        "người thực hiện giữ chức vụ cho phép việc đó vào ngày ấy",
        "that whoever acted held the office for it on that day",
        "que l’auteur de l’acte avait la fonction requise ce jour-là",
    ),
    "roll": (
        "danh sách đảng viên khi ra quyết định (chỉ có số liệu, không có tên)",
        "the roll at the moment of the decision (its figures are there, its names are not)",
        "la liste des membres au moment de la décision (les chiffres y sont, pas les noms)",
    ),
    "code": (
        "mã lý do của đảng viên khi trả lời giấy mời",
        "the code of a member who answered the convocation",
        "le code d’un membre qui a répondu à la convocation",
    ),
    "holiday": (
        "kỳ nghỉ hè mà đơn vị đã khai",
        "the summer holiday entered by the unit",
        "les vacances d’été déclarées par l’unité",
    ),
    "circumstance": (
        "hoàn cảnh đặc biệt do cơ quan có thẩm quyền công bố",
        "the special circumstance declared by the authorities",
        "la circonstance particulière déclarée par les autorités",
    ),
    "hints": (
        "cam kết rằng nội dung có dấu hiệu là nội dung thông thường (ghi trước khi phần mềm yêu cầu)",
        "that the items with a hint were declared ordinary (written before this was asked)",
        "que les points signalés ont été déclarés ordinaires (écrit avant que ce soit demandé)",
    ),
    "past": (
        "số lần đã họp trực tuyến trong năm",
        "how many such meetings were already held in the year",
        "le nombre de réunions de ce type déjà tenues dans l’année",
    ),
    "body": (
        "cấp của tổ chức (chi bộ, đảng bộ …) mà ký hiệu văn bản nói lên",
        "what kind of body it was (cell, organisation …), as the symbol of its papers says",
        "de quel organe il s’agissait (cellule, organisation…), selon le sigle de ses pièces",
    ),
    "texts": (
        "văn bản mà một văn bản đăng ký dựa vào hoặc thay thế, và tổ chức trực thuộc vào ngày ấy",
        "the texts that a registered text extends or follows, and the bodies below on that day",
        "les textes qu’un texte enregistré complète ou remplace, et les organes subordonnés ce jour-là",
    ),
    "approval": (
        "văn bản đồng ý của cấp trên (hồ sơ đề nghị không nằm trong tệp này)",
        "the approval (the journal of the application is not in this file)",
        "l’autorisation (le journal de la demande n’est pas dans ce fichier)",
    ),
    "unused": (
        "lần được phép chưa được dùng đến",
        "that the approval had not been used",
        "que l’autorisation n’avait pas été utilisée",
    ),
}

UNCHECKED: dict[str, tuple[str, str, str]] = {
    "event.beyond": (
        "{count} sự việc loại {event}: bộ kiểm tra này chưa xét lại được, chỉ kiểm mã băm",
        "{count} entries of kind {event}: this verifier cannot decide them again, hashes only",
        "{count} entrées du genre {event} : ce vérificateur ne peut les rejuger, empreintes seules",
    ),
    "journal.beyond": (
        "{count} nhật ký loại {kind}: chỉ kiểm mã băm",
        "{count} journal(s) of kind {kind}: hashes only",
        "{count} journal(aux) du genre {kind} : empreintes seules",
    ),
    "links.away": (
        "{count} chỗ dẫn sang nhật ký không nằm trong tệp này",
        "{count} reference(s) to journals that are not in this file",
        "{count} renvoi(s) à des journaux absents de ce fichier",
    ),
    "documents.away": (
        "{count} tài liệu chỉ có mã băm, không kèm tệp",
        "{count} document(s) are here by their hash only",
        "{count} document(s) ne sont là que par leur empreinte",
    ),
    "paper.kind": (
        "nội dung văn bản “{paper}” (chỉ kiểm mã băm)",
        "what “{paper}” says (its hash only)",
        "le contenu de « {paper} » (empreinte seule)",
    ),
    "papers.unread": (
        "chữ trong {count} tệp PDF (máy này không có thư viện đọc PDF; dữ liệu và DOCX đã kiểm)",
        "the words of {count} PDF file(s) (no PDF reader installed; value and DOCX were checked)",
        "les mots de {count} PDF (aucun lecteur installé ; valeur et DOCX vérifiés)",
    ),
    "index.version": (
        "trang mục lục (do bản khác của chương trình viết, kiểu {version})",
        "the index (written by another version of the program, way {version})",
        "le sommaire (écrit par une autre version du programme, façon {version})",
    ),
    "signatures.passkeys_away": (
        "{count} chữ ký bằng khóa truy cập (passkey) (chưa cài thư viện cryptography)",
        "{count} passkey signature(s) (the library cryptography is not installed)",
        "{count} signature(s) par clé d’accès (la bibliothèque cryptography n’est pas installée)",
    ),
    "signatures.away": (
        "chữ ký số trong {count} tệp PDF (chưa cài thư viện pyHanko)",
        "the digital seal of {count} PDF file(s) (pyHanko is not installed)",
        "le sceau numérique de {count} PDF (pyHanko n’est pas installé)",
    ),
    "witness.none": (
        "đối chiếu với mã băm cấp trên đã giữ (thêm --witness DANH-SÁCH để kiểm)",
        "whether it extends what the superior body has witnessed (add --witness FILE)",
        "s’il prolonge ce qu’a attesté l’organe supérieur (ajoutez --witness FICHIER)",
    ),
    "witness.unknown": (
        "danh sách chứng thực không có nhật ký nào của tệp này",
        "the list of witnessed heads names no journal of this file",
        "la liste attestée ne nomme aucun journal de ce fichier",
    ),
}

"""The rule engine: pure answers to "may we?", each with the clause it rests on.

Import from the modules, one question each:

- `reading.read_rulebook`, `shelf.read_shelf`: TOML texts become `model.Rulebook` values, or every
  mistake with its line.
- `meeting.may_meet`: may this body hold this meeting (`questions.MeetingQuestion`)?
- `eligibility`: `is_in_base`, `counts_as_affected`, `may_check_in`; `quotas.quota_use`.
- `content.hints`: what an agenda title looks like; a hint decides nothing (`docs/hints.md`).
- `majority`: `tally`, `voting_base`, `majority_needed`; `quorum.quorum_of`.
  A quorum binds where the rulebook sets one, and warns elsewhere.
- `advice.warnings` and `deadlines`: what is late or short; it warns and never blocks.
- `deadlines.group_report_ruling`, `papers.document_ruling`, `absences.absences_ruling`.
- `cases.answer`: one worked case, as JSON, for the command `chibo rulings`.
"""

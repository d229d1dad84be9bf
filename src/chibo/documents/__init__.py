"""Papers: one value, drawn as PDF/A and as DOCX; and what may come in as a document."""

"""Documents: what came in, what was read from it, and what somebody decided.

Lifecycle: uploaded → reading → to_review → approved | rejected | failed; a reversal brings an approved one back to
review, a retry sends a failed one back to reading. Promises: the original bytes are never touched; one file is one
document; no document is without its bytes; warnings are about the fields as they are now.
Events: `document.uploaded`, `document.reading`, `document.isolated`, `document.read`, `document.failed`,
`document.revised`, `document.approved`, `document.reopened`, `document.rejected`, `document.retried`,
`document.removed`.
"""

"""The audit log: what happened, who did it, from where, and what was before and after; and the proof of it.

Every company's events are a chain of their own: each row's hash covers its content and the hash before it. Promises:
nobody of ours can change or remove a row, and who goes round us (a superuser of the database) is found out and told
where. *Integrity* says that what is there is what was written; *completeness* says that nothing is missing. They are
reported apart, because they fail apart: a chain shows a change by itself, but not that its end was cut off. For that,
checkpoints are signed with a key that the database does not have, and kept in the object store.

What this cannot show: rows cut off or rewritten since the last checkpoint (at most a day), and a checkpoint removed
together with the rows it stood for; whoever notes `head` somewhere else has that proof too.
Events: `audit.verified`, `audit.broken`.
"""

"""Privacy: taking data along, having oneself forgotten, and closing a company.

Words: an *export* is a zip of everything we hold about a company, or about a person; it is made by a job, kept for a
week, and then removed. To *erase* a person is to remove what says who they were; the books keep their id,
the audit log what it recorded of them, because the law keeps those (GDPR art. 17(3)(b)). To *close* a company is to
stop its books: they can be read and taken along until the law lets them go, and what no law keeps is removed at once.
Events: `export.asked`, `export.made`, `export.downloaded`, `person.erased`, `company.closed`, `company.cleared`.
"""

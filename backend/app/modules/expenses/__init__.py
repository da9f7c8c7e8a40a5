"""What people spend for the company: a receipt or a few words, a category, somebody else's approval, their money back.

draft → submitted → approved (in the books) or rejected; paid with own money: → reimbursed. Nobody approves their own
expense, unless they own the company. An entry that is reversed brings its expense back to where it was before.

Events: `expense.made`, `expense.revised`, `expense.removed`, `expense.submitted`, `expense.approved`,
`expense.rejected`, `expense.reimbursed`, `expense.brought_back`, `expense.paper_added`.
"""

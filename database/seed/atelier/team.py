"""The people of the demo company beside its owner: a bookkeeper, and somebody of the workshop."""

from __future__ import annotations

from client import Api

BOOKKEEPER, MEMBER = "karin.maes@example.com", "jonas.wouters@example.com"
TEAM = ((BOOKKEEPER, "Karin Maes", "accountant"), (MEMBER, "Jonas Wouters", "member"))


def gather(owner: Api, url: str, password: str, mailbox: str | None, own_name: str) -> tuple[Api, dict[str, str]]:
    """The bookkeeper, signed in, and everybody's id; without a mailbox nobody is invited and the owner does it all.

    `own_name` is put before the addresses of a company that is not the demo company itself.
    """
    members = {each["email"]: each["id"] for each in owner.call("GET", "/members")}
    me = owner.call("GET", "/me")
    bookkeeper = owner
    asked = {each["email"]: each for each in owner.call("GET", "/invitations")}
    for address, name, role in TEAM:
        email = f"{own_name}{address}"
        if email not in members and mailbox:
            if asked.get(email, {}).get("status") == "pending":
                owner.call("POST", f"/invitations/{asked[email]['id']}/resend")
            else:
                owner.call("POST", "/invitations", json={"email": email, "role": role})
            person = Api(url)
            person.accept(mailbox, email, full_name=name, password=password)
        if email in members or mailbox:
            person = Api(url)
            if role == "accountant" and person.sign_in(email, password):
                bookkeeper = person
    members = {each["email"]: each["id"] for each in owner.call("GET", "/members")}
    return bookkeeper, {"owner": me["id"], "member": members.get(f"{own_name}{MEMBER}", me["id"])}

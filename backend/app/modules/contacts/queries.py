from sqlalchemy import or_, select

from app.core.paging import PageOf, page
from app.core.work import Work
from app.modules.contacts.models import Contact


async def contacts(work: Work, *, q: str | None, limit: int, cursor: str | None) -> PageOf:
    """Contacts by name; `q` searches name and VAT number."""
    query = select(Contact)
    if q:
        query = query.where(
            or_(Contact.name.icontains(q, autoescape=True), Contact.vat_number.icontains(q, autoescape=True))
        )
    return await page(
        work.session, query, sort=Contact.name, key=Contact.id, kind=str, descending=False, limit=limit, cursor=cursor
    )

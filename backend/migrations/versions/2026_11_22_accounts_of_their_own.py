"""Belgian companies get accounts for what deducts less VAT than its neighbours: hotels, gifts and leased vehicles.

What was booked on 615, 614 and 252 stays there. A company that has such a number already keeps its own account.
"""

from alembic import op

from app.core.ddl import statements

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

GIVEN = """
alter table accounting.tenants no force row level security;
alter table accounting.accounts no force row level security;
insert into accounting.accounts (tenant_id, id, code, names, type)
select t.id, gen_random_uuid(), new.code, new.names::jsonb, new.type
  from accounting.tenants t
 cross join (values
   ('2521', 'asset',
    '{"nl": "Geleased rollend materieel", "fr": "Matériel roulant en location-financement", "en": "Leased vehicles"}'),
   ('6143', 'expense',
    '{"nl": "Relatiegeschenken zonder btw-aftrek", "fr": "Cadeaux d''affaires sans déduction de TVA",'
    ' "en": "Business gifts without VAT deduction"}'),
   ('6151', 'expense', '{"nl": "Hotelkosten", "fr": "Frais d''hôtel", "en": "Hotels and lodging"}')
 ) as new (code, type, names)
 where t.country <> 'NL' and exists (select from accounting.accounts a where a.tenant_id = t.id)
on conflict (tenant_id, code) do nothing;
alter table accounting.accounts force row level security;
alter table accounting.tenants force row level security;
"""


def upgrade() -> None:
    for statement in statements(GIVEN):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")

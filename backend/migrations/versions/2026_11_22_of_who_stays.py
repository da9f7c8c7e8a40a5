"""What is made for a contact while it is merged waits for the merge, and is refused: it would stay with who went."""

from alembic import op

from app.core.ddl import statements

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

OF_WHO_STAYS = """
create function accounting.is_of_a_contact_that_stays() returns trigger language plpgsql as
$$ declare went_into uuid;
begin
  select merged_into_id into went_into from accounting.contacts
   where tenant_id = new.tenant_id and id = new.contact_id for key share;
  if went_into is not null then
    raise exception 'contact % was merged', new.contact_id
      using errcode = 'check_violation', constraint = 'contact_is_one_that_stays';
  end if;
  return new;
end $$;
create trigger is_of_a_contact_that_stays before insert or update of contact_id on accounting.invoices
  for each row execute function accounting.is_of_a_contact_that_stays();
create trigger is_of_a_contact_that_stays before insert or update of contact_id on accounting.recurring_invoices
  for each row execute function accounting.is_of_a_contact_that_stays();
"""


def upgrade() -> None:
    for statement in statements(OF_WHO_STAYS):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("the books only go forward; restore a backup instead")

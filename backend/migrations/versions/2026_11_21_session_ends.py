"""Whoever comes in with a session that has ended by itself is nobody, as with one that was ended."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LIVING = "s.revoked_at is null"
IN_TIME = f"{LIVING} and s.expires_at > now()"


def redefine(was: str, becomes: str) -> None:
    """The function as it stands, with one condition for another; its owner and its grants stay."""
    op.execute(
        f"""
        do $do$
        declare told text := pg_get_functiondef('accounting.enter'::regproc);
        begin
          if position($a${was}$a$ in told) = 0 then
            raise exception 'accounting.enter is not as it was';
          end if;
          execute replace(told, $a${was}$a$, $a${becomes}$a$);
        end $do$"""
    )


def upgrade() -> None:
    redefine(LIVING, IN_TIME)


def downgrade() -> None:
    redefine(IN_TIME, LIVING)

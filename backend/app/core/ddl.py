"""What migrations call, so that no table forgets its promises."""

from alembic import op


def statements(sql: str) -> list[str]:
    """Split at semicolons that end a line, outside $$ bodies."""
    found, body, current = [], False, ""
    for line in sql.splitlines():
        current += line + "\n"
        if line.count("$$") % 2:
            body = not body
        if line.rstrip().endswith(";") and not body:
            found.append(current)
            current = ""
    return found


def own_by_tenant(table: str) -> None:
    """Forced row-level security: only the current tenant's rows are there, and only they can be written."""
    protect(table, "tenant_isolation", "tenant_id = accounting.current_tenant()")


def protect(table: str, policy: str, condition: str, *, writing: str | None = None) -> None:
    """Forced row-level security with a condition of its own; `writing` is a stricter one for what is written."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(f"create policy {policy} on {table} using ({condition}) with check ({writing or condition})")


def append_only(table: str) -> None:
    """No update, no delete, no truncate: not even by the owner, short of dropping the trigger."""
    op.execute(
        f"create trigger is_append_only before update or delete on {table}"
        " for each row execute function accounting.refuse_change()"
    )
    op.execute(
        f"create trigger is_never_emptied before truncate on {table}"
        " for each statement execute function accounting.refuse_change()"
    )


def grant(table: str, privileges: str, role: str = "app_api") -> None:
    op.execute(f"grant {privileges} on {table} to {role}")

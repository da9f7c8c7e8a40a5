"""A row in every table there is: what nothing else here makes, written plainly. Whoever calls this rolls it back."""

from sqlalchemy import text

FILL = """
insert into accounting.journal_locks (journal) values ('bank');
insert into accounting.exchange_rates (id, currency, valid_on, rate, source)
  values (gen_random_uuid(), 'USD', '2026-11-02', 1.1, 'manual');
insert into accounting.posting_tags (posting_id, tag_id) select p.id, t.id from accounting.postings p, accounting.tags t limit 1;
insert into accounting.vat_returns (id, starts_on, ends_on, grids, controls, balance)
  values (gen_random_uuid(), '2026-10-01', '2026-12-31', '{}', '[]', 0);
insert into accounting.vat_regimes (id, regime) values (gen_random_uuid(), 'exempt');
insert into accounting.number_series (kind, series) values ('quote', 'Q');
insert into accounting.invoice_lines (id, invoice_id, position, description, unit_price, treatment, account_code, net_amount)
  select gen_random_uuid(), id, 99, 'line', 1, 'standard', '700000', 1 from accounting.invoices
   where status = 'draft' limit 1;
insert into accounting.invoice_numbers (series, year, last) values ('Q', 2026, 1);
insert into accounting.settlements (id, invoice_id, kind, amount, amount_in_books, settled_on)
  select gen_random_uuid(), id, 'payment', 1, 1, '2026-11-02' from accounting.invoices where open_amount > 0 limit 1;
insert into accounting.reminders (id, invoice_id, level, rule, sent_on)
  select gen_random_uuid(), id, 1, 'none', '2026-11-02' from accounting.invoices limit 1;
insert into accounting.recurring_invoices (id, name, contact_id, content, every, starts_on)
  select gen_random_uuid(), 'rent', id, '{}', 'month', '2026-11-02' from accounting.contacts limit 1;
insert into accounting.bank_settings (tenant_id) values (accounting.current_tenant());
insert into accounting.bank_run_results (run_id, bank_line_id, status)
  select r.id, l.id, 'done' from accounting.bank_runs r, accounting.bank_lines l limit 1;
insert into accounting.match_rejections (bank_line_id, item) select id, 'x' from accounting.bank_lines limit 1;
insert into accounting.reconciliations (id, bank_line_id, kind, amount)
  select gen_random_uuid(), id, 'booked', -5 from accounting.bank_lines limit 1;
insert into accounting.reconciliation_parts (id, reconciliation_id, position, kind, amount, account_code)
  select gen_random_uuid(), r.id, 1, 'account', -5, a.code from accounting.reconciliations r, accounting.accounts a limit 1;
insert into results.match_proposals (tenant_id, line_id, item, group_id, kind, score, auto, reasons, matcher_version, run_id)
  values (accounting.current_tenant(), gen_random_uuid(), 'x', 'x', 'exact', 1, false, '[]', '1', gen_random_uuid());
insert into accounting.anomaly_settings (tenant_id) values (accounting.current_tenant());
insert into accounting.anomaly_sightings (id, finding_id, run_id, points, reasons, controls_version)
  select gen_random_uuid(), id, run_id, 1, '[]', '1' from accounting.anomaly_findings limit 1;
insert into accounting.anomaly_decisions (id, finding_id, kind, reasons)
  select gen_random_uuid(), id, 'accepted', '[]' from accounting.anomaly_findings limit 1;
insert into results.anomalies_found (tenant_id, run_id, book, entry_id, points, reasons)
  values (accounting.current_tenant(), gen_random_uuid(), 'sales', gen_random_uuid(), 1, '[]');
insert into results.matchings (job_id) values (gen_random_uuid()) on conflict do nothing;
insert into accounting.webhook_attempts (id, delivery_id, milliseconds)
  select gen_random_uuid(), id, 1 from accounting.webhook_deliveries limit 1;
insert into accounting.nightly_runs (name, night, job_id) values ('a', '2026-11-02', gen_random_uuid());
insert into accounting.idempotency_keys (actor_id, key, request_hash) values (accounting.current_actor(), 'k', '\\x00');
insert into accounting.recovery_codes (id, user_id, code_hash) values (gen_random_uuid(), accounting.current_actor(), 'x');
insert into accounting.authenticators (user_id, secret_sealed) values (accounting.current_actor(), 'x');
insert into accounting.mfa_challenges (id, user_id, tenant_id, secret_hash, expires_at)
  values (gen_random_uuid(), accounting.current_actor(), accounting.current_tenant(), '\\x00', now());
"""


async def fill(owner) -> None:
    """In the scope that is set."""
    for statement in FILL.split(";\n"):
        if statement.strip():
            await owner.execute(text(statement.replace(":", "\\:")))

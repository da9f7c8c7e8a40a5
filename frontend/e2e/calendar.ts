import { execFileSync } from 'node:child_process';

const EXPIRE = `
import os, sys, uuid
import psycopg
tenant, invitation = (str(uuid.UUID(each)) for each in sys.argv[1:])
with psycopg.connect(os.environ["DATABASE_URL"].replace("+asyncpg", "")) as line:
    line.execute("select set_config('app.tenant_id', %s, true)", [tenant])
    passed = line.execute("update accounting.invitations set expires_at = now() where id = %s", [invitation])
    assert passed.rowcount == 1
`;

/** As if the days that an invitation is good for had gone by: its link names the company and the invitation. */
export function letExpire(link: string): void {
  const [tenant, invitation] = link.split('#token=')[1]?.split('.') ?? [];
  execFileSync(process.env.PYTHON ?? 'python3', ['-c', EXPIRE, tenant ?? '', invitation ?? '']);
}

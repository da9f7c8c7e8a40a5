import type { Scope } from './scopes';

/** The list that shows best that a key works, for the first of its scopes that reads something. */
const READS: readonly [Scope, string][] = [
  ['documents:read', '/documents?limit=5'],
  ['invoices:read', '/invoices?limit=5'],
  ['ledger:read', '/ledger/entries?limit=5'],
  ['contacts:read', '/contacts?limit=5'],
  ['company:read', '/company'],
  ['insights:read', '/insights/dashboard'],
  ['members:read', '/members'],
  ['audit:read', '/audit/events?limit=5'],
  ['webhooks:read', '/webhooks'],
  ['mail:read', '/mails?limit=5'],
  ['api_keys:read', '/api-keys'],
  ['jobs:read', '/jobs?limit=5'],
  ['profile:read', '/me'],
];

/** A line to paste in a terminal that shows the key at work. */
export function curlCall(origin: string, key: string, scopes: readonly string[]): string {
  const path = READS.find(([scope]) => scopes.includes(scope))?.[1];
  if (path) return `curl -H 'Authorization: Bearer ${key}' \\\n  '${origin}/api/v1${path}'`;
  if (scopes.includes('documents:upload')) {
    return `curl -H 'Authorization: Bearer ${key}' \\\n  -F files=@invoice.pdf '${origin}/api/v1/documents'`;
  }
  return `curl -H 'Authorization: Bearer ${key}' \\\n  '${origin}/api/v1/me'`;
}

/** The same in Python, without a library to install. */
export function pythonCall(origin: string, key: string, scopes: readonly string[]): string {
  const path = READS.find(([scope]) => scopes.includes(scope))?.[1] ?? '/me';
  return `import json
from urllib.request import Request, urlopen

request = Request("${origin}/api/v1${path}", headers={"Authorization": "Bearer ${key}"})
print(json.dumps(json.load(urlopen(request))["data"], indent=2))`;
}

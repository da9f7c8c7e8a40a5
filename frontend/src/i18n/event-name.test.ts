import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SUBJECTS } from '@/features/audit/events';
import { SUBJECT_OF } from '@/features/developers/webhooks/event-words';
import en from './parts/audit.en.json';

const BACKEND = join(process.cwd(), '../backend/app');

/** Names of everything the backend writes into the log: what its calls of `record` begin with. */
function recorded(): string[] {
  const sources = readdirSync(BACKEND, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'));
  const calls = sources.flatMap((path) => [
    ...readFileSync(join(BACKEND, path), 'utf8').matchAll(
      /\.record\(\s*("[^)]*?),\s*\n?\s*\w+=|\.record\("([\w.]+)"\)/g,
    ),
  ]);
  const names = calls.flatMap((call) => [...call[0].matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map((name) => name[1] ?? ''));
  return [...new Set(names)].sort();
}

function words(name: string): unknown {
  const [subject = '', event = ''] = name.split('.');
  return (en.audit.event as unknown as Record<string, Record<string, string> | undefined>)[subject]?.[event];
}

describe('every event', () => {
  const names = recorded();

  it('is found in the sources', () => {
    expect(names.length).toBeGreaterThan(40);
    expect(names).toEqual(
      expect.arrayContaining(['document.approved', 'entry.posted', 'audit.broken', 'user.signed_in']),
    );
  });

  it('has words', () => {
    expect(names.filter((name) => !words(name))).toEqual([]);
  });

  it('belongs to a subject of the filter', () => {
    const prefixes = Object.values(SUBJECTS).flatMap((subject) => [...subject.prefixes]);
    expect(names.filter((name) => !prefixes.some((prefix) => name.startsWith(prefix)))).toEqual([]);
  });
});

it('every event that a webhook can be told of has words, and stands under a heading', () => {
  const document = JSON.parse(readFileSync(join(BACKEND, '../openapi.json'), 'utf8')) as {
    components: { schemas: Record<string, { properties: { events: { items: { enum: string[] } } } }> };
  };
  const names = document.components.schemas.WebhookMake?.properties.events.items.enum ?? [];
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => name !== '*' && !words(name))).toEqual([]);
  expect(names.filter((name) => name !== '*' && !((name.split('.')[0] ?? '') in SUBJECT_OF))).toEqual([]);
});

import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type Period, today } from '@/lib/dates';
import { spanAround, type Years } from '@/lib/span';
import { type Asked, yearSpansOptions } from './queries';
import type { ReportSearch } from './report-search';

const route = getRouteApi('/_app/reports');

interface Chosen {
  period: Period;
  /** The company's fiscal years. */
  years: Years;
  /** Whether the address names any days. */
  chosen: boolean;
  /** False until it is known which year the first report is of. */
  ready: boolean;
  asked: Asked;
  account: string | undefined;
  journal: ReportSearch['journal'];
  tag: ReportSearch['tag'];
  untagged: ReportSearch['untagged'];
  contact: ReportSearch['contact'];
  compare: ReportSearch['compare'];
  change: (by: ReportSearch) => void;
}

/** What the address asks for; without days it is the year we are in. A last day alone counts from the beginning. */
export function useAsked(): Chosen {
  const { from, to, compare, account, journal, tag, untagged, contact } = route.useSearch();
  const navigate = useNavigate(); // the route's own would leave for the first report
  const begun = useQuery(yearSpansOptions());
  const years = begun.data ?? [];
  const chosen = Boolean(from || to);
  const period = chosen ? { from, to } : spanAround('year', today(), years);
  return {
    period,
    years,
    chosen,
    ready: chosen || !begun.isPending,
    asked: { from: period.from ?? null, to: period.to ?? null, compare: compare ?? null },
    account,
    journal,
    tag,
    untagged,
    contact,
    compare,
    change: (by) => void navigate({ to: '.', search: (now: ReportSearch) => ({ ...now, ...by }), replace: true }),
  };
}

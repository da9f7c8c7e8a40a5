/** What a session runs on, as its owner would call it. Null parts are not known. */
export interface Device {
  browser: string | null;
  system: string | null;
  phone: boolean;
}

/** In this order: many browsers also claim to be those below them. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/SamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/Vivaldi\/(\d+)/, 'Vivaldi'],
  [/(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/(?:Headless)?Chrom(?:e|ium)\/(\d+)|CriOS\/(\d+)/, 'Chrome'],
  [/Version\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^python-(?:requests|httpx)\//, 'Python'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPad/, 'iPad'],
  [/iPhone|iPod/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

export function deviceOf(userAgent: string | null | undefined): Device {
  const agent = userAgent ?? '';
  const known = BROWSERS.find(([pattern]) => pattern.test(agent));
  const version = known?.[0].exec(agent)?.slice(1).find(Boolean);
  const system = SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
  return {
    browser: known ? [known[1], version].filter(Boolean).join(' ') : null,
    system,
    phone: /Mobile|Android|iPhone|iPad/.test(agent),
  };
}

import { useState } from 'react';
import { CopyButton } from './copy-button';
import { ScrollText } from './scroll-text';

export interface Snippet {
  language: string;
  code: string;
}

/** Something to paste elsewhere, in one or more languages, with a button that copies it. */
export function CodeBlock({ label, snippets }: { label: string; snippets: readonly [Snippet, ...Snippet[]] }) {
  const [chosen, setChosen] = useState(snippets[0].language);
  const shown = snippets.find((one) => one.language === chosen) ?? snippets[0];
  return (
    <figure aria-label={label} className="min-w-0 overflow-hidden rounded-md border border-line">
      <figcaption className="flex min-h-10 items-center gap-1 border-b border-line bg-sunken/60 py-1 pr-1.5 pl-1.5 text-sm">
        {snippets.length > 1 ? (
          snippets.map(({ language }) => (
            <button
              key={language}
              type="button"
              aria-pressed={language === shown.language}
              onClick={() => setChosen(language)}
              className="h-7 rounded px-2 text-muted hover:text-ink aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink"
            >
              {language}
            </button>
          ))
        ) : (
          <span className="px-2 font-medium">{label}</span>
        )}
        <span className="ml-auto">
          <CopyButton text={shown.code} what={label} />
        </span>
      </figcaption>
      <ScrollText label={`${label}: ${shown.language}`} className="max-h-80 p-3">
        <code>{shown.code}</code>
      </ScrollText>
    </figure>
  );
}

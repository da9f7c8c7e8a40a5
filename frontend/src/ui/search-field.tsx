import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '@/lib/use-debounced';

interface SearchFieldProps {
  label: string;
  value: string | undefined;
  onSearch: (text: string | undefined) => void;
  shortcut?: boolean;
}

/** Searches once typing pauses; `/` jumps into it. */
export function SearchField({ label, value = '', onSearch, shortcut = true }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  const settled = useDebounced(typed, 250);
  if (value !== known) {
    setKnown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed may start a search
  useEffect(() => {
    if (settled.trim() !== value && settled === typed) onSearch(settled.trim() || undefined);
  }, [settled]);
  useEffect(() => {
    if (!shortcut) return;
    const jump = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role=dialog]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    window.addEventListener('keydown', jump);
    return () => window.removeEventListener('keydown', jump);
  }, [shortcut]);
  return (
    <div className="relative w-64 max-w-full max-md:order-last max-md:w-full">
      <Search
        size={15}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
      />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur();
        }}
        className="h-9 w-full rounded-md border border-edge bg-surface pr-2 pl-8 text-base placeholder:text-muted max-md:text-lg"
      />
    </div>
  );
}

interface OnlyProps {
  /** What the list is narrowed to, with a sign that it can be taken away. */
  label: string;
  onClear: () => void;
}

/** A filter that came with the link that led here: it says so, and goes away at a click. */
export function Only({ label, onClear }: OnlyProps) {
  return (
    <button
      type="button"
      onClick={onClear}
      className="h-9 rounded-md border border-accent bg-accent-soft px-3 text-sm text-accent"
    >
      {label}
    </button>
  );
}

import { differing } from './differing';

interface MarkedProps {
  text: string;
  /** What it stands beside. */
  beside: string;
}

/** A number with the characters marked that the one beside it has not: underlined too, not by colour alone. */
export function Marked({ text, beside }: MarkedProps) {
  if (!text) return <span className="text-muted">–</span>;
  return (
    <span className="figures wrap-anywhere">
      {differing(text, beside)[0].map((piece, place) =>
        piece.differs ? (
          <mark
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
            key={place}
            className="rounded-xs bg-warn-soft font-semibold text-warn underline underline-offset-2"
          >
            {piece.text}
          </mark>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
          <span key={place}>{piece.text}</span>
        ),
      )}
    </span>
  );
}

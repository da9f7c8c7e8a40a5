import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';

interface Held<Value> {
  text: string;
  wrong: boolean;
  /** What the field was given while this was typed. */
  over: Value | null;
  /** What stood there to begin with; left as it is, it changes nothing. */
  begun?: string;
}

interface Asked<Value> {
  value: Value | null;
  /** Null for what cannot be read. */
  read: (text: string) => Value | null;
  onChange: (value: Value | null) => void;
  /** What is said of what cannot be read. */
  sentence: string;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
}

/**
 * What stands in a field while somebody types, read when it is left. What cannot be read stays there, is told below it,
 * and holds up every writing (lib/unreadable) until it is mended or the value behind it changes.
 */
export function useTyped<Value extends string>({
  value,
  read,
  onChange,
  sentence,
  describedBy,
  invalid,
}: Asked<Value>) {
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [typed, setTyped] = useState<Held<Value> | null>(null);
  const held = typed?.wrong && typed.over !== value ? null : typed;
  const wrong = held?.wrong ?? false;
  const type = (text: string) => setTyped({ ...held, text, wrong: false, over: value });

  useLayoutEffect(() => field.current?.setCustomValidity(wrong ? sentence : ''), [wrong, sentence]);

  return {
    text: held?.text,
    type,
    /** Shows this as if it were typed, unless what could not be read stands there. */
    begin: (text: string) => !wrong && setTyped({ text, wrong: false, over: value, begun: text }),
    drop: () => setTyped(null),
    settle: () => {
      if (!held || wrong) return;
      if (held.text === held.begun) return setTyped(null);
      const text = held.text.trim();
      const next = text ? read(text) : null;
      if (text && next === null) return setTyped({ ...held, wrong: true, over: value });
      setTyped(null);
      if (next !== value) onChange(next);
    },
    aria: {
      'aria-invalid': invalid || wrong,
      'aria-describedby': [describedBy, wrong && id].filter(Boolean).join(' ') || undefined,
    },
    field,
    said: (wrong && (
      <p id={id} role="alert" className="mt-1 text-sm text-pretty text-neg">
        {sentence}
      </p>
    )) as ReactNode,
  };
}

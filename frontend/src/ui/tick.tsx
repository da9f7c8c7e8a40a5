import { useEffect, useRef } from 'react';

interface TickProps {
  label: string;
  checked: boolean;
  /** Some of what it stands for. */
  partly?: boolean;
  onTick: (through: boolean) => void;
}

/** The box at the beginning of a row, with room around it to be hit. */
export function Tick({ label, checked, partly = false, onTick }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  const through = useRef(false);
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <label
      className="grid w-11 shrink-0 cursor-pointer place-items-center self-stretch pl-2"
      onMouseDown={(event) => {
        through.current = event.shiftKey;
        if (!event.shiftKey) return;
        event.preventDefault(); // else the text between the two is selected as well
        box.current?.focus();
      }}
    >
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={() => {
          onTick(through.current);
          through.current = false;
        }}
        className="size-4 accent-(--accent)"
      />
    </label>
  );
}

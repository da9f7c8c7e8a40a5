import { lazy, type RefObject, Suspense, useRef } from 'react';
import { type ComboboxProps, choiceText } from './choice';
import { INPUT } from './field-look';

const load = () => import('./combobox-list');
const ComboboxList = lazy(load);

// A page that may come to show a field has its list before a key opens the field: what is typed then has a place to go.
load().catch(() => undefined); // asked for again when a field is shown

/**
 * A field to choose one of many by typing. What it is made of is fetched beside the page, not before it; a cursor that
 * stands in the field meanwhile stays in it.
 */
export function Combobox(props: ComboboxProps) {
  const held = useRef(false);
  return (
    <Suspense fallback={<Waiting {...props} held={held} />}>
      <ComboboxList {...props} held={held} />
    </Suspense>
  );
}

function Waiting({
  id,
  label,
  choices,
  value,
  placeholder,
  disabled,
  held,
}: ComboboxProps & { held: RefObject<boolean> }) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <input
      id={id}
      aria-label={label}
      readOnly
      disabled={disabled}
      placeholder={placeholder}
      value={chosen ? choiceText(chosen) : ''}
      onFocus={() => {
        held.current = true;
      }}
      onBlur={() => {
        held.current = false;
      }}
      className={`${INPUT} truncate pr-9`}
    />
  );
}

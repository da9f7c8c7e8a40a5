import { lazy, Suspense } from 'react';
import { type ComboboxProps, choiceText } from './choice';
import { INPUT } from './field-look';

const ComboboxList = lazy(() => import('./combobox-list'));

/** A field to choose one of many by typing. What it is made of is fetched beside the page, not before it. */
export function Combobox(props: ComboboxProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <ComboboxList {...props} />
    </Suspense>
  );
}

function Waiting({ id, label, choices, value, placeholder }: ComboboxProps) {
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <input
      id={id}
      aria-label={label}
      readOnly
      placeholder={placeholder}
      value={chosen ? choiceText(chosen) : ''}
      className={`${INPUT} truncate pr-9`}
    />
  );
}

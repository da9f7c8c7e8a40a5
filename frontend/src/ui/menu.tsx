import { Menu as Base } from '@base-ui/react/menu';
import { Check, type LucideIcon } from 'lucide-react';
import { type ReactElement, type ReactNode, useRef } from 'react';

const ITEM =
  'flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-sunken';

/** A button that opens a list of actions. */
export function Menu({
  trigger,
  children,
  side = 'bottom',
}: {
  trigger: ReactElement;
  children: ReactNode;
  side?: 'top' | 'bottom';
}) {
  const place = useRef<HTMLSpanElement>(null);
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      {/* Opens inside the landmark its button is in. */}
      <span ref={place} className="contents" />
      <Base.Portal container={place}>
        <Base.Positioner side={side} align="start" sideOffset={6} className="z-50 outline-none">
          <Base.Popup className="max-h-(--available-height) w-max max-w-[min(22rem,calc(100vw-1.5rem))] min-w-60 overflow-y-auto rounded-lg border border-line bg-surface p-1 text-ink shadow-layer outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  icon?: LucideIcon;
  onClick: () => void;
  children: ReactNode;
  aside?: ReactNode;
  render?: ReactElement;
}

export function MenuItem({ icon: Icon, onClick, children, aside }: MenuItemProps) {
  return (
    <Base.Item onClick={onClick} className={ITEM}>
      {Icon && <Icon size={15} aria-hidden className="text-muted" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
    </Base.Item>
  );
}

export function MenuSwitch({
  icon: Icon,
  on,
  onChange,
  children,
  aside,
}: {
  icon: LucideIcon;
  on: boolean;
  onChange: () => void;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <Base.CheckboxItem checked={on} onCheckedChange={onChange} className={ITEM}>
      <Icon size={15} aria-hidden className="text-muted" />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside}
      <Base.CheckboxItemIndicator>
        <Check size={14} aria-hidden className="text-accent" />
      </Base.CheckboxItemIndicator>
    </Base.CheckboxItem>
  );
}

interface MenuChoiceProps<T extends string> {
  title: string;
  value: T;
  choices: readonly { value: T; label: ReactNode; lang?: string }[];
  onChange: (value: T) => void;
}

/** One of several, marked with a tick. */
export function MenuChoice<T extends string>({ title, value, choices, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-xs text-muted">{title}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
        {choices.map((choice) => (
          <Base.RadioItem key={choice.value} value={choice.value} closeOnClick className={ITEM}>
            <span lang={choice.lang} className="min-w-0 flex-1 truncate">
              {choice.label}
            </span>
            <Base.RadioItemIndicator>
              <Check size={14} aria-hidden className="text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

export function MenuLine() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line" />;
}

import { type ComponentType, lazy, Suspense, useRef } from 'react';

/** A layer that is fetched when it is first opened, and stays for its closing. */
export function onDemand<Props extends { open: boolean }>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  const Layer = lazy(load) as unknown as ComponentType<Props>;
  return function OnDemand(props: Props) {
    const used = useRef(false);
    if (props.open) used.current = true;
    if (!used.current) return null;
    return (
      <Suspense>
        <Layer {...props} />
      </Suspense>
    );
  };
}

/** A thin bar; without a value it says "busy" without pretending to know how long. */
export function Progress({ label, value }: { label: string; value?: number | undefined }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === undefined ? undefined : Math.round(value * 100)}
      className="h-1 w-full overflow-hidden rounded-full bg-sunken"
    >
      {value === undefined ? (
        <div className="h-full w-1/3 animate-sweep rounded-full bg-accent" />
      ) : (
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-150"
          style={{ width: `${value * 100}%` }}
        />
      )}
    </div>
  );
}

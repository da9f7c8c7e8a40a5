/** Ticks of an axis from the highest to the lowest, evenly spaced, zero always one of them. */
export interface Axis {
  ticks: readonly number[];
  /** How far down a value stands, from 0 at the top to 1 at the foot. */
  placeOf: (value: number) => number;
}

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10];
const MOST_STEPS = 5;

/** Round numbers around everything between lowest and highest; four steps where nothing is below zero. */
export function axisFor(lowest: number, highest: number): Axis {
  const below = Math.max(0, -lowest);
  const above = Math.max(0, highest);
  const step = stepFor(below, above);
  const down = Math.ceil(below / step);
  const up = below === 0 ? 4 : Math.ceil(above / step);
  const ticks = Array.from({ length: up + down + 1 }, (_, index) => (up - index) * step);
  const span = (up + down) * step;
  return { ticks, placeOf: (value) => (up * step - value) / span };
}

function stepFor(below: number, above: number): number {
  if (below === 0 && above === 0) return 25;
  const fits = (step: number) =>
    below === 0 ? step * 4 >= above : Math.ceil(below / step) + Math.ceil(above / step) <= MOST_STEPS;
  let power = 10 ** Math.floor(Math.log10(Math.max(below, above) / MOST_STEPS));
  for (;;) {
    const found = STEPS.map((factor) => factor * power).find(fits);
    if (found) return found;
    power *= 10;
  }
}

import { render } from '@testing-library/react';
import { expect, it } from 'vitest';
import { I18n } from '@/i18n/i18n';
import { axisFor } from './axis';
import { Bars } from './bars';

it.each([
  [0, 0, [100, 75, 50, 25, 0]],
  [0, 3.2, [4, 3, 2, 1, 0]],
  [0, 17_000, [20_000, 15_000, 10_000, 5000, 0]],
  [0, 41_000, [50_000, 37_500, 25_000, 12_500, 0]],
  [-1200, 9060, [10_000, 7500, 5000, 2500, 0, -2500]],
  [-900, 0, [0, -200, -400, -600, -800, -1000]],
])('an axis from %s to %s', (lowest, highest, ticks) => {
  const axis = axisFor(lowest, highest);
  expect(axis.ticks).toEqual(ticks);
  expect(axis.placeOf(ticks[0] ?? 0)).toBe(0);
  expect(axis.placeOf(ticks.at(-1) ?? 0)).toBe(1);
});

it('draws a month with more credit notes than costs below the axis, and in another colour', () => {
  const bar = (key: string, value: string) => ({ key, label: key, name: key, value });
  render(
    <I18n>
      <Bars bars={[bar('oct', '900.00'), bar('nov', '-300.00')]} currency="EUR" title="Costs" heading="Costs" />
    </I18n>,
  );
  const place = (key: string) => {
    const drawn = document.querySelector(`[data-bar=${key}]`);
    return [Number(drawn?.getAttribute('y')), Number(drawn?.getAttribute('height'))] as const;
  };
  const [topOfCosts, costs] = place('oct');
  const [topOfReturns, returns] = place('nov');
  expect(topOfCosts + costs).toBeCloseTo(topOfReturns);
  expect(returns).toBeCloseTo(costs / 3);
  const colours = ['oct', 'nov'].map((key) => document.querySelector(`[data-bar=${key}]`)?.getAttribute('fill'));
  expect(new Set(colours).size).toBe(2);
});

import { describe, expect, it } from 'vitest';
import type { FieldRead } from '@/api/gen/types.gen';
import { boxesOf, pickedField } from './page-boxes';

const at = (box: number[], page = 1): FieldRead => ({ value: 'x', confidence: 1, source: 'text', page, box });

const fields = {
  lines: at([0, 0.4, 1, 0.6]),
  payment_reference: at([0.5, 0.1, 0.7, 0.12]),
  total_amount: at([0.8, 0.8, 0.9, 0.82]),
  invoice_number: at([0.5, 0.1, 0.7, 0.121]),
  due_date: at([0.5, 0.2, 0.6, 0.22], 2),
};

describe('boxes over a page', () => {
  const boxes = boxesOf(fields, 1);
  const clicked = (name: string) => boxes.find((box) => box.name === name) ?? boxes[0];

  it('leaves other pages out and puts what matters most on top', () =>
    expect(boxes.map((box) => box.name)).toEqual(['lines', 'total_amount', 'payment_reference', 'invoice_number']));
  it('goes to the field that was clicked', () => {
    const total = clicked('total_amount');
    expect(total && pickedField(boxes, total, null)).toBe('total_amount');
    expect(total && pickedField(boxes, total, 'invoice_number')).toBe('total_amount');
  });
  it('goes through fields that share one place', () => {
    const shared = clicked('payment_reference');
    if (!shared) throw new Error('no box');
    expect(pickedField(boxes, shared, 'total_amount')).toBe('invoice_number');
    expect(pickedField(boxes, shared, 'invoice_number')).toBe('payment_reference');
    expect(pickedField(boxes, shared, 'payment_reference')).toBe('invoice_number');
  });
});

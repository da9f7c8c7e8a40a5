import * as z from 'zod/mini';

export const FUELS = ['diesel', 'petrol', 'lpg', 'cng', 'electric', 'hydrogen'] as const;
export type Fuel = (typeof FUELS)[number];

/** Electricity and hydrogen alone emit nothing: there is no CO₂ to ask for. */
export const emits = (fuel: Fuel | undefined) => fuel !== 'electric' && fuel !== 'hydrogen';

/** Grams of CO₂ a kilometre as a certificate tells them: 0 to 1000, to a tenth. */
export const EMISSIONS = /^\d{1,3}(\.\d)?$|^1000$/;

const day = z.catch(z.optional(z.iso.date()), undefined);

/** The car and the day of its cost, as they stand in the address: a link tells the same to somebody else. */
export const carSearch = z.object({
  ordered: day,
  fuel: z.catch(z.optional(z.enum(FUELS)), undefined),
  co2: z.catch(z.optional(z.coerce.string().check(z.regex(EMISSIONS))), undefined),
  plugIn: z.catch(z.optional(z.literal('yes')), undefined),
  on: day,
});

export type CarAsked = z.infer<typeof carSearch>;

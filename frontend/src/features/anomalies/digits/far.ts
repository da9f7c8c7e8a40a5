import type { DigitRead } from '@/api/gen/types.gen';

/** Beyond so many standard deviations is rare: five in a hundred by chance. */
const RARE = 1.96;

export const isFar = ({ z }: Pick<DigitRead, 'z'>): boolean => Math.abs(z) > RARE;

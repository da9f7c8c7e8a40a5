/** What was typed of a day; what is missing was not. */
export interface TypedDay {
  day?: number | undefined;
  month?: number | undefined;
  year?: number | undefined;
}

/** January to December as people write them in Dutch, French and English, without accents; "jui" could be two of them. */
const MONTHS = [
  'januari janvier january jan janv',
  'februari fevrier february feb fevr fev',
  'maart mars march mrt mar',
  'april avril apr avr',
  'mei mai may',
  'juni juin june jun',
  'juli juillet july jul juil',
  'augustus aout august aug',
  'september septembre sep sept',
  'oktober octobre october okt oct',
  'november novembre nov',
  'december decembre dec',
].map((words) => words.split(' '));

const DAY_FIRST = /^(\d{1,2})(?:er|e|ste|de|st|nd|rd|th)?[\s./-]*([a-z]+)\.?(?:[\s,/-]*(\d{4}|\d{2}))?$/;
const MONTH_FIRST = /^([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})$/;

/** "15 nov. 2026", "1er avril", "Nov 15, 2026". "Nov 15" alone is not read: it may be a month of 2015. */
export function dayInWords(text: string): TypedDay | null {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const dayFirst = DAY_FIRST.exec(plain);
  const [day, word, year] = dayFirst ? dayFirst.slice(1) : (swapped(MONTH_FIRST.exec(plain)) ?? []);
  const month = MONTHS.findIndex((words) => words.includes(word ?? '')) + 1;
  return month ? { day: Number(day), month, year: year ? Number(year) : undefined } : null;
}

const swapped = (found: RegExpExecArray | null) => found && [found[2], found[1], found[3]];

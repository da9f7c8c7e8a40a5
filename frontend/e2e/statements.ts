/** Bank statements written for a test, by the rules of CODA 2 and not copied from any bank. */

export interface Moved {
  /** In euros, negative when it went out. */
  amount: number;
  name: string;
  iban: string;
  /** Free text, or the twelve digits of a structured communication. */
  says: string;
  structured?: boolean;
}

export interface StatementFacts {
  iban: string;
  holder: string;
  sequence: number;
  opening: number;
  moved: readonly Moved[];
  /** Left out: what the movements make of the opening balance. */
  closing?: number;
  /** ddmmyy */
  day?: string;
  currency?: string;
}

const left = (text: string, length: number) => text.slice(0, length).padEnd(length);
const digits = (value: number, length: number) => String(value).padStart(length, '0');
/** Thousandths of a euro, without their sign. */
const money = (amount: number) => digits(Math.round(Math.abs(amount) * 1000), 15);
const side = (amount: number) => (amount < 0 ? '1' : '0');

/** One account, one day, as many movements as are given. */
export function codaStatement(facts: StatementFacts): Buffer {
  const { iban, holder, opening, moved, day = '051126', currency = 'EUR' } = facts;
  const sequence = digits(facts.sequence, 3);
  const closing = facts.closing ?? moved.reduce((sum, one) => sum + one.amount, opening);
  const records = [
    `12${sequence}${left(iban, 34)}${currency}${side(opening)}${money(opening)}${day}${left(holder, 26)}${left('Zichtrekening', 35)}${sequence}`,
    ...moved.flatMap((one, place) => movement(one, digits(place + 1, 4), sequence, day, currency)),
    `8${sequence}${left(`${left(iban, 34)}${currency}`, 37)}${side(closing)}${money(closing)}${day}${' '.repeat(64)}0`,
  ];
  const total = (wanted: (amount: number) => boolean) =>
    money(moved.filter(({ amount }) => wanted(amount)).reduce((sum, { amount }) => sum + Math.abs(amount), 0));
  const head = `00000${day}73505        ${left('0000001', 10)}${left(holder, 26)}${left('KREDBEBB', 11)}00123456749 00000${' '.repeat(39)}2`;
  const tail = `9${' '.repeat(15)}${digits(records.length, 6)}${total((amount) => amount < 0)}${total((amount) => amount > 0)}${' '.repeat(75)}2`;
  return Buffer.from(`${[head, ...records, tail].map((record) => left(record, 128)).join('\r\n')}\r\n`, 'latin1');
}

function movement(
  { amount, name, iban, says, structured }: Moved,
  place: string,
  sequence: string,
  day: string,
  currency: string,
) {
  const told = structured ? `1101${says}` : `0${says}`;
  return [
    `21${place}0000${left(`REF${sequence}${place}`, 21)}${side(amount)}${money(amount)}${day}00150000${left(told, 54)}${day}${sequence}01 0`,
    `22${place}0000${' '.repeat(88)}${left('GKCCBEBB', 11)}${' '.repeat(16)}1 0`,
    `23${place}0000${left(iban, 34)}${currency}${left(name, 35)}${' '.repeat(43)}0 0`,
  ];
}

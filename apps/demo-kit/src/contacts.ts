/** A row of the demo's address book. */
export interface Contact {
  name: string;
  company: string;
  number: string;
  /** What happens when this number is called. */
  hint: string;
  /** The id of their record in the CRM. */
  record: string;
  /** Work orders that are open for them. */
  orders: readonly string[];
}

/** The simulator's magic numbers, as if they were customers. */
export const CONTACTS: readonly Contact[] = [
  {
    name: 'Ada Martin',
    company: 'Northwind Trading',
    number: '10001',
    hint: 'Answers, speaks, then echoes you',
    record: 'C-1001',
    orders: ['4711: change of address'],
  },
  { name: 'Ben Okafor', company: 'Blue Harbor', number: '10002', hint: 'Is busy', record: 'C-1002', orders: [] },
  {
    name: 'Chen Wei',
    company: '晨光科技',
    number: '10003',
    hint: 'Rings, never answers',
    record: 'C-1003',
    orders: ['4720: invoice copy', '4725: call back on Friday'],
  },
  {
    name: 'Dana Silva',
    company: 'Silva & Sons',
    number: '10004',
    hint: 'Declines the call',
    record: 'C-1004',
    orders: [],
  },
  {
    name: 'Elif Kaya',
    company: 'Anatolia Foods',
    number: '10005',
    hint: 'Hangs up after 5 seconds',
    record: 'C-1005',
    orders: ['4731: missing parcel'],
  },
  {
    name: 'Former customer',
    company: 'Number out of service',
    number: '10006',
    hint: 'Announced, then ended',
    record: 'C-1006',
    orders: [],
  },
  {
    name: 'Phone bank',
    company: 'Keypad menu',
    number: '10007',
    hint: 'A tone for every digit',
    record: 'C-1007',
    orders: [],
  },
];

/** The contact with that number, if it is in the book. */
export function contactOf(number: string | undefined): Contact | undefined {
  return CONTACTS.find((contact) => contact.number === number);
}

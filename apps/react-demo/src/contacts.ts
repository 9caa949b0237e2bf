/** A row of the demo's address book. */
export interface Contact {
  name: string;
  company: string;
  number: string;
  /** What happens when this number is called. */
  hint: string;
}

/** The simulator's magic numbers, as if they were customers. */
export const CONTACTS: readonly Contact[] = [
  { name: 'Ada Martin', company: 'Northwind Trading', number: '10001', hint: 'Answers, speaks, then echoes you' },
  { name: 'Ben Okafor', company: 'Blue Harbor', number: '10002', hint: 'Is busy' },
  { name: 'Chen Wei', company: '晨光科技', number: '10003', hint: 'Rings, never answers' },
  { name: 'Dana Silva', company: 'Silva & Sons', number: '10004', hint: 'Declines the call' },
  { name: 'Elif Kaya', company: 'Anatolia Foods', number: '10005', hint: 'Hangs up after 5 seconds' },
  { name: 'Former customer', company: 'Number out of service', number: '10006', hint: 'Announced, then ended' },
  { name: 'Phone bank', company: 'Keypad menu', number: '10007', hint: 'A tone for every digit' },
];

/** The contact with that number, if it is in the book. */
export function contactOf(number: string | undefined): Contact | undefined {
  return CONTACTS.find((contact) => contact.number === number);
}

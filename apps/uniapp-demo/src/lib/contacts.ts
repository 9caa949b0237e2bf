import { isNumber, plainNumber } from './number';

/** Somebody in the phone book. */
export interface Contact {
  id: string;
  name: string;
  number: string;
}

/** What keeps the phone book. */
export interface Keeper {
  read(): unknown;
  write(contacts: readonly Contact[]): void;
}

/** Why a contact was not kept. */
export type Refusal = { why: 'nameMissing' | 'numberWrong' | 'bookFull' } | { why: 'numberTwice'; name: string };

/** As many as the phone book holds. */
export const MOST = 150;

/** Who is in a new phone book: numbers of the demo's centre. */
const FIRST: readonly Contact[] = [
  { id: 'echo', name: 'Ada Martin', number: '10001' },
  { id: 'busy', name: 'Busy Bernard', number: '10002' },
  { id: 'menu', name: 'Keypad menu', number: '10007' },
  { id: 'nobody', name: 'Nobody Home', number: '10003' },
  { id: 'short', name: 'Short Sam', number: '10005' },
];

const isContact = (value: unknown): value is Contact => {
  const { id, name, number } = (value ?? {}) as Partial<Contact>;
  return [id, name, number].every((part) => typeof part === 'string');
};

/** The phone book: changed here, kept by `keeper`. */
export function createContacts(keeper: Keeper, newId = () => `${Date.now().toString(36)}${Math.random()}`) {
  const kept = keeper.read();
  let all: readonly Contact[] = Array.isArray(kept) ? kept.filter(isContact).slice(0, MOST) : FIRST;
  const set = (contacts: readonly Contact[]): void => {
    all = contacts;
    keeper.write(contacts);
  };
  return {
    /** Everybody, by name. */
    list: (): readonly Contact[] => [...all].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    /** Who has that number. */
    byNumber: (number: string): Contact | undefined => all.find((one) => one.number === plainNumber(number)),
    /** Those whose name or number holds the text. */
    search(text: string): readonly Contact[] {
      const wanted = text.trim().toLowerCase();
      const digits = plainNumber(wanted);
      return this.list().filter(
        ({ name, number }) => name.toLowerCase().includes(wanted) || (digits !== '' && number.includes(digits)),
      );
    },
    /** Adds somebody, or changes who has that id. Returns why it did not. */
    save({ id, name, number }: { id?: string | undefined; name: string; number: string }): Refusal | null {
      const contact = { id: id ?? newId(), name: name.trim(), number: plainNumber(number) };
      if (contact.name === '') return { why: 'nameMissing' };
      if (!isNumber(contact.number)) return { why: 'numberWrong' };
      const other = all.find((one) => one.number === contact.number && one.id !== contact.id);
      if (other) return { why: 'numberTwice', name: other.name };
      if (id === undefined && all.length >= MOST) return { why: 'bookFull' };
      set([...all.filter((one) => one.id !== contact.id), contact]);
      return null;
    },
    remove(id: string): void {
      set(all.filter((one) => one.id !== id));
    },
  };
}

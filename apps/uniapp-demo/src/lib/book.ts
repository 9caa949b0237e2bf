import { type Contact, createContacts } from './contacts';

const KEY = 'callstation-contacts';

/** This device's phone book. */
export const book = createContacts({
  read: () => uni.getStorageSync(KEY) as unknown,
  write: (contacts: readonly Contact[]) => uni.setStorageSync(KEY, contacts),
});

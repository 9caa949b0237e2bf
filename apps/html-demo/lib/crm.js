// The CRM that all demos share: its customers, and the calls kept with them.
export { CONTACTS, nameOf, recordOf, savedSessions, saveSession } from 'demo-kit';

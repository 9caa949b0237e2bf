import { randomBytes } from 'node:crypto';
import { KEY_ROLES } from '../../api/caller.ts';
import { hashOfKey, KEY_PREFIX } from '../../api/callers.ts';
import { ConfigError } from '../../config/index.ts';
import type { AuditEntry } from '../../store/settings.types.ts';
import type { Command } from './command.types.ts';
import { appOf, withStore, wordOf } from './sources.ts';

const DAY_MS = 86_400_000;

/** What a command leaves in the audit. */
export function auditEntry(app: string, action: string, target: string, data: unknown): AuditEntry {
  return { app, id: `a-${randomBytes(12).toString('hex')}`, at: Date.now(), actor: 'cli', action, target, data };
}

/** `callstation keys create NAME`: prints the key, which is kept nowhere. */
export const createKey: Command = (args, io) =>
  withStore(args, io, async (store) => {
    const [app, name, role] = [appOf(args, io), wordOf(args, 'name for the key'), args.flags.role ?? 'read'];
    const known = KEY_ROLES.find((one) => one === role);
    if (known === undefined) throw new ConfigError(`--role: must be one of ${KEY_ROLES.join(', ')}.`);
    const key = KEY_PREFIX + randomBytes(32).toString('base64url');
    const id = `k-${randomBytes(8).toString('hex')}`;
    const now = Date.now();
    await store.keys.add({
      ...{ app, id, name, role: known, hash: hashOfKey(key), createdAt: now },
      ...{ expiresAt: expiryOf(args.flags.expires, now), revokedAt: null, usedAt: null },
    });
    await store.write([{ type: 'audit', entry: auditEntry(app, 'key.create', id, { role: known }) }]);
    io.say(`${id}  ${known}  ${name}`);
    io.say(key);
    return 0;
  });

/** `callstation keys list`. */
export const listKeys: Command = (args, io) =>
  withStore(args, io, async (store) => {
    for (const { id, role, name, revokedAt, expiresAt } of await store.keys.list(appOf(args, io))) {
      const over = expiresAt !== null && expiresAt <= Date.now();
      const state = revokedAt !== null ? 'revoked' : over ? 'expired' : 'good';
      io.say(`${id}  ${role}  ${state}  ${name}`);
    }
    return 0;
  });

/** `callstation keys revoke ID`. */
export const revokeKey: Command = (args, io) =>
  withStore(args, io, async (store) => {
    const [app, id] = [appOf(args, io), wordOf(args, 'id of a key')];
    if (!(await store.keys.revoke(app, id, Date.now()))) {
      io.say(`No such key: ${id}.`);
      return 1;
    }
    await store.write([{ type: 'audit', entry: auditEntry(app, 'key.revoke', id, null) }]);
    io.say(`${id} is revoked.`);
    return 0;
  });

function expiryOf(days: string | undefined, now: number): number | null {
  if (days === undefined) return null;
  if (!/^[1-9]\d{0,4}$/u.test(days)) throw new ConfigError('--expires: must be days, as 90.');
  return now + Number(days) * DAY_MS;
}

import type { Id, Millis } from '@callstation/core/model';

/** A JSON document of one app that can be changed at run time: a skill group, a number, hours, an IVR, an agent. */
export interface Setting {
  app: Id;
  /** What it is of: `skillGroup`, `hours`, `callerNumber`, … */
  kind: string;
  id: Id;
  value: unknown;
  /** Rises by one with every change; from 1. */
  version: number;
  updatedAt: Millis;
  updatedBy: string | null;
}

/** What a change is. `version`: the one it was read as, 0 for a new document; left out: whatever is there. */
export interface SettingChange extends Pick<Setting, 'app' | 'kind' | 'id' | 'value' | 'updatedAt'> {
  updatedBy?: string;
  version?: number;
}

/** Settings by app, kind and id. */
export interface SettingStore {
  get(app: Id, kind: string, id: Id): Promise<Setting | null>;
  /** By id, in order of ids. */
  list(app: Id, kind: string): Promise<Setting[]>;
  /** Rejects `invalidState` with the present version in `data` when somebody else changed it, `tooLarge` beyond 256 KiB. */
  put(change: SettingChange): Promise<Setting>;
  /** Whether there was one. Rejects `invalidState` as `put` does. */
  remove(app: Id, kind: string, id: Id, version?: number): Promise<boolean>;
}

/** A key of the REST API. The key itself is never kept, only its hash. */
export interface ApiKey {
  app: Id;
  id: Id;
  name: string;
  role: string;
  hash: string;
  createdAt: Millis;
  expiresAt: Millis | null;
  revokedAt: Millis | null;
  usedAt: Millis | null;
}

/** API keys by app. */
export interface ApiKeyStore {
  add(key: ApiKey): Promise<void>;
  /** The one look-up that names no app: the key says whose it is. Also one that is revoked or has expired. */
  byHash(hash: string): Promise<ApiKey | null>;
  /** Oldest first. */
  list(app: Id): Promise<ApiKey[]>;
  /** Whether there was one that was not revoked. */
  revoke(app: Id, id: Id, at: Millis): Promise<boolean>;
  used(app: Id, id: Id, at: Millis): Promise<void>;
}

/** Who did what: sign-ins, changes of settings, playing of recordings, deletions. */
export interface AuditEntry {
  app: Id;
  id: Id;
  at: Millis;
  /** `agent:alice`, `key:k1`, `system`. */
  actor: string;
  action: string;
  target: string | null;
  data: unknown;
}

/** Append-only. */
export interface AuditStore {
  /** Newest first; default 100, at most 1,000. */
  list(
    app: Id,
    query?: { from?: Millis; to?: Millis; actor?: string; action?: string; limit?: number },
  ): Promise<AuditEntry[]>;
  /** Forgets what is older, at most `limit` entries; default 1,000. Resolves to how many went. */
  prune(app: Id, before: Millis, limit?: number): Promise<number>;
}

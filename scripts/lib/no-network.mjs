// Programs that are to do without a network: where the system lets us, they get none at all.
import { spawnSync } from 'node:child_process';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** For those who would ask by a proxy. */
const closed = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'all_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name) => [name, NOWHERE]),
);

/**
 * In a network namespace of its own a process has not even a loopback. Root needs no more; others become the root of a user
 * namespace first, in which root's files may not be theirs to write.
 */
const WAYS = [
  ['unshare', '-n'],
  ['unshare', '-rn'],
];

/** What a program can be started with so that it has no network. */
export class NoNetwork {
  /** Stands before the command; empty where the system has no such thing, or keeps it to itself. */
  prefix;
  /** Added to the environment. */
  env = closed;

  /** @param {string[]} prefix */
  constructor(prefix) {
    this.prefix = prefix;
  }

  get proven() {
    return this.prefix.length > 0;
  }

  /** How it is, as part of a sentence. */
  get words() {
    if (this.proven) return 'without a network';
    return 'with the network within reach: this system starts no process without one (Linux does, where unshare is allowed)';
  }
}

/**
 * How to start a program here that has no network and may write to `folder`.
 *
 * @param {string} folder
 * @param {(command: string, args: string[]) => boolean} [succeeds]  Runs a command; for tests.
 */
export function noNetwork(folder, succeeds = (command, args) => spawnSync(command, args).status === 0) {
  const way = WAYS.find(([command = '', ...args]) => succeeds(command, [...args, 'test', '-w', folder]));
  return new NoNetwork(way ?? []);
}

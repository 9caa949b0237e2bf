import { renameSync, statSync, writeFileSync } from 'node:fs';
import { ConfigError, parseConfigFile } from '../../config/index.ts';
import { createTokens, MAX_TTL, rightsOf } from '../../http/tokens.ts';
import type { AgentConfig } from '../../engine/app-config.ts';
import { nodeWall } from '../../config/node-ports.ts';
import type { Command, CommandArgs, CommandIo } from './command.types.ts';
import { auditEntry } from './keys.ts';
import { appOf, configPath, readText, withStore, wordOf } from './sources.ts';

/** Agents that were made at run time; null: gone, whatever the file says. */
const KIND = 'agent';
const ROLES = ['agent', 'supervisor', 'admin'] as const;
const HOUR_S = 3600;

type Agent = Pick<AgentConfig, 'id' | 'name' | 'role'>;
interface Raw {
  apps?: { id: string; agents?: { id: string }[] }[];
}

/** `callstation users list`: of the file, or with `--store` of the store. */
export const listUsers: Command = async (args, io) => {
  const app = appOf(args, io);
  const agents = isStore(args)
    ? await withStore(args, io, async ({ settings }) =>
        (await settings.list(app, KIND)).flatMap(({ value }) => (value === null ? [] : [value as Agent])),
      )
    : agentsOf(args, io, app);
  for (const { id, role, name } of agents) io.say(`${id}  ${role}  ${name}`);
  return 0;
};

/** `callstation users add ID`. */
export const addUser: Command = async (args, io) => {
  const [app, id] = [appOf(args, io), wordOf(args, 'id for the user')];
  const role = ROLES.find((one) => one === (args.flags.role ?? 'agent'));
  if (role === undefined) throw new ConfigError(`--role: must be one of ${ROLES.join(', ')}.`);
  if (!/^[\w.@-]{1,64}$/u.test(id)) throw new ConfigError('The id must be letters, digits, . _ @ or -.');
  const agent = { id, name: args.flags.name ?? id, role };
  if (isStore(args)) await keep(args, io, app, id, agent);
  else
    editFile(args, io, app, (agents) => {
      if (agents.some((one) => one.id === id)) throw new ConfigError(`There is a user ${id} already.`);
      return [...agents, agent];
    });
  io.say(`${id} is added.`);
  return 0;
};

/** `callstation users remove ID`. */
export const removeUser: Command = async (args, io) => {
  const [app, id] = [appOf(args, io), wordOf(args, 'id of a user')];
  if (isStore(args)) await keep(args, io, app, id, null);
  else
    editFile(args, io, app, (agents) => {
      if (!agents.some((one) => one.id === id)) throw new ConfigError(`There is no user ${id}.`);
      return agents.filter((one) => one.id !== id);
    });
  io.say(`${id} is removed.`);
  return 0;
};

/** `callstation users token ID`: a token to sign in with, for trying out. */
export const tokenOfUser: Command = async (args, io) => {
  const [app, id] = [appOf(args, io), wordOf(args, 'id of a user')];
  const path = pathOf(args, io);
  const known = agentsOf(args, io, app).find((one) => one.id === id);
  if (known === undefined) throw new ConfigError(`There is no user ${id} in ${path}.`);
  const ttl = args.flags.ttl ?? String(HOUR_S);
  if (!/^[1-9]\d{0,5}$/u.test(ttl) || Number(ttl) > MAX_TTL)
    throw new ConfigError(`--ttl: must be seconds, ${MAX_TTL} at most.`);
  const { name, role, rights = rightsOf(role) } = known;
  const tokens = createTokens(parseConfigFile(readText(path), path).apps ?? [], nodeWall);
  io.say((await tokens.mint({ app, agent: id, name, role, rights }, Number(ttl))).token);
  return 0;
};

const isStore = ({ flags }: CommandArgs): boolean => flags.store !== undefined;

function pathOf(args: CommandArgs, io: CommandIo): string {
  const path = configPath(args, io);
  if (path === null) throw new ConfigError('Give --config FILE, or --store STORE.');
  return path;
}

function agentsOf(args: CommandArgs, io: CommandIo, app: string): readonly AgentConfig[] {
  const path = pathOf(args, io);
  const found = (parseConfigFile(readText(path), path).apps ?? []).find(({ id }) => id === app);
  if (found === undefined) throw new ConfigError(`There is no app ${app} in ${path}.`);
  return found.agents ?? [];
}

/** Everything else in the file stays as it is. A file that would be wrong is not written. */
function editFile(args: CommandArgs, io: CommandIo, app: string, edit: (agents: { id: string }[]) => object[]): void {
  agentsOf(args, io, app);
  const path = pathOf(args, io);
  const raw = JSON.parse(readText(path)) as Raw;
  const apps = (raw.apps ?? []).map((one) => (one.id === app ? { ...one, agents: edit(one.agents ?? []) } : one));
  const text = `${JSON.stringify({ ...raw, apps }, null, 2)}\n`;
  parseConfigFile(text, path);
  // A program that reads it meanwhile sees the old one or the new one. It has secrets in it: who may read it stays.
  writeFileSync(`${path}.new`, text, { mode: statSync(path).mode });
  renameSync(`${path}.new`, path);
}

async function keep(args: CommandArgs, io: CommandIo, app: string, id: string, agent: Agent | null): Promise<void> {
  await withStore(args, io, async ({ settings, write }) => {
    const change = { app, kind: KIND, id, value: agent, updatedAt: Date.now(), updatedBy: 'cli' };
    await settings.put(change);
    await write([{ type: 'audit', entry: auditEntry(app, agent === null ? 'agent.delete' : 'agent.put', id, null) }]);
  });
}

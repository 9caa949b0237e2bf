import { parseArgs } from 'node:util';
import { ConfigError } from '../../config/index.ts';
import { COMMAND_HELP } from '../texts.ts';
import { COMMAND_FLAGS, type Command, type CommandArgs, type CommandIo } from './command.types.ts';
import { checkConfig } from './check-config.ts';
import { createKey, listKeys, revokeKey } from './keys.ts';
import { addUser, listUsers, removeUser, tokenOfUser } from './users.ts';

const COMMANDS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  config: { check: checkConfig },
  users: { list: listUsers, add: addUser, remove: removeUser, token: tokenOfUser },
  keys: { create: createKey, list: listKeys, revoke: revokeKey },
};

/** Whether these arguments are a command rather than options of the server. */
export function isCommand([name = '']: readonly string[]): boolean {
  return Object.hasOwn(COMMANDS, name);
}

/** Runs `callstation NAME VERB …`. Resolves to the exit code; rejects `ConfigError` for what was asked wrongly. */
export async function runCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', verb = '', ...rest] = args;
  const verbs = COMMANDS[name] ?? {};
  if (args.includes('--help') || args.includes('-h')) {
    io.say(COMMAND_HELP);
    return 0;
  }
  const command = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (command === undefined)
    throw new ConfigError(`callstation ${name}: say one of ${Object.keys(verbs).join(', ')}. See callstation --help.`);
  return command(parse(rest), io);
}

function parse(args: readonly string[]): CommandArgs {
  const options = Object.fromEntries(COMMAND_FLAGS.map((flag) => [flag, { type: 'string' as const }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return { words: positionals, flags: values as CommandArgs['flags'] };
  } catch (cause) {
    const [first = ''] = (cause instanceof Error ? cause.message : String(cause)).split('. ');
    throw new ConfigError(`${first}. See callstation --help.`);
  }
}

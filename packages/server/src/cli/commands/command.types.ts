/** What a command may use of the world. */
export interface CommandIo {
  env: Readonly<Record<string, string | undefined>>;
  /** Prints a line for the person who asked. */
  say(line: string): void;
}

/** What was said after the command's name. */
export interface CommandArgs {
  /** What stands without a flag. */
  words: readonly string[];
  flags: Readonly<Partial<Record<CommandFlag, string>>>;
}

/** All flags of commands; each has a value. */
export const COMMAND_FLAGS = ['config', 'store', 'app', 'name', 'role', 'ttl', 'expires'] as const;
/** One of {@link COMMAND_FLAGS}. */
export type CommandFlag = (typeof COMMAND_FLAGS)[number];

/** Does it, and says with which code the program ends: 0 done, 1 not. Rejects `ConfigError` for what was asked wrongly. */
export type Command = (args: CommandArgs, io: CommandIo) => Promise<number>;

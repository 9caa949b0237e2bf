import { ConfigError } from '../config/index.ts';
import { createNodeLogger } from '../config/node-ports.ts';
import { isCommand, runCommand } from './commands/run-command.ts';
import { readOptions } from './read-options.ts';
import { banner, HELP } from './texts.ts';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (isCommand(args)) {
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    process.exitCode = await runCommand(args, { env: process.env, say });
    return;
  }
  const options = await readOptions(args, process.env);
  if (!options.run) return void process.stdout.write(HELP);
  const { config, logLevel, drainMs } = options;
  // Commands need nothing of it.
  const { createServer } = await import('../server.ts');
  const server = createServer(config, { logger: createNodeLogger(logLevel) });
  const leave = (ms: number): void => {
    // A second signal does not wait.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.removeAllListeners(signal).once(signal, () => process.exit(1));
    server.stop({ drainMs: ms }).then(
      () => process.exit(0),
      (cause: unknown) => fail(cause),
    );
  };
  process.once('SIGINT', () => leave(0));
  process.once('SIGTERM', () => leave(drainMs));
  const { url } = await server.start();
  process.stdout.write(banner(config, url));
}

function fail(cause: unknown): never {
  const mine = cause instanceof ConfigError;
  process.stderr.write(
    `${mine ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
  );
  process.exit(1);
}

main().catch(fail);

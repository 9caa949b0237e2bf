// `node scripts/postgres.mjs [--durable]`: a throw-away PostgreSQL. Prints its URL on a line; ends, with all its data, when
// its standard input closes or it is told to. So it never outlives who started it.
import { ensurePostgres, startPostgres } from './lib/postgres.mjs';
import { StepError } from './lib/steps.mjs';

const apt = process.argv.includes('--apt');
try {
  const bin = await ensurePostgres({ apt });
  const { url, stop } = await startPostgres({ bin, durable: process.argv.includes('--durable') });
  const leave = () => stop().then(() => process.exit(0));
  process.stdin.once('end', leave).once('error', leave).resume();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, leave);
  console.log(url);
} catch (error) {
  console.error(error instanceof StepError ? error.message : error);
  process.exit(1);
}

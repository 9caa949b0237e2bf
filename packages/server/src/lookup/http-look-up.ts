import type { Id } from '@callstation/core/model';
import type { Clock, Logger, Random } from '@callstation/core/ports';
import type { LookUp, LookUpAnswer, LookUpQuestion } from '../engine/look-up.ts';
import { PostFailed, type Post } from '../outgoing/post.ts';
import { signedHeaders } from '../outgoing/signature.ts';
import { readAnswer } from './answer.ts';

/** Who is asked about calls that come in. */
export interface LookUpConfig {
  url: string;
  /** `whsec_…`; signs what is asked as webhooks are signed. */
  secret: string;
  /** Only calls of these numbers, as the configuration has them, or of these IVRs; left out both: all others of the app. */
  numbers?: string[];
  ivrs?: Id[];
}

interface LookUpOptions {
  /** The time of day, for signatures. */
  wall: Pick<Clock, 'now'>;
  random: Random;
  logger: Logger;
  post: Post;
  apps: readonly { id: Id; lookUps?: readonly LookUpConfig[] }[];
}

/** How look-ups went, since the start. */
interface LookUpHealth {
  answered: number;
  /** No answer in time, or none that can be read. */
  failed: number;
}

/** Over all: whoever calls hears ringing meanwhile. */
const TIMEOUT_MS = 500;
const MAX_BODY = 16_384;
/** Calls beyond so many that are being asked about at once are not asked about. */
const AT_ONCE = 100;

/** Makes a {@link LookUp} over HTTP. */
export function createHttpLookUp(options: LookUpOptions): { lookUp: LookUp; health(): LookUpHealth } {
  const { logger, apps } = options;
  const health = { answered: 0, failed: 0 };
  let flying = 0;
  const failed = (app: Id, why: string): null => {
    health.failed += 1;
    logger.warn('a look-up gave no answer; the call goes on without', { app, why });
    return null;
  };
  const lookUp: LookUp = (question) => {
    const { app } = question;
    const config = configFor(apps.find(({ id }) => id === app)?.lookUps ?? [], question);
    if (config === null) return null;
    if (flying >= AT_ONCE) return failed(app, 'too many at once');
    flying += 1;
    return ask(options, config, question)
      .then((found) => {
        if (typeof found === 'string') return failed(app, found);
        health.answered += 1;
        return found;
      })
      .finally(() => (flying -= 1));
  };
  return { lookUp, health: () => ({ ...health }) };
}

/** Resolves to what is known, or says why there is no answer. */
async function ask(
  { wall, random, post }: LookUpOptions,
  { url, secret }: LookUpConfig,
  { app, ...data }: LookUpQuestion,
): Promise<LookUpAnswer | string> {
  const id = `lookup_${random.id()}`;
  const now = wall.now();
  const body = JSON.stringify({
    version: 1,
    id,
    type: 'call.lookUp',
    timestamp: new Date(now).toISOString(),
    app,
    data,
  });
  const headers = {
    ...signedHeaders(id, now, body, secret),
    ...{ 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Callstation-LookUp/1' },
  };
  try {
    const { status, body: said, whole } = await post({ url, headers, body, timeoutMs: TIMEOUT_MS, maxBody: MAX_BODY });
    if (status === 204) return {};
    if (status !== 200) return `HTTP ${status}`;
    if (!whole) return 'the answer is too long, or came too slowly';
    return readAnswer(said.toString('utf8')) ?? 'the answer cannot be read';
  } catch (error) {
    return error instanceof PostFailed ? error.message : 'it could not be sent';
  }
}

/** The one for the number that was called, else for the IVR that takes it, else for the whole app. */
function configFor(all: readonly LookUpConfig[], { to, ivr }: LookUpQuestion): LookUpConfig | null {
  return (
    all.find(({ numbers }) => numbers?.includes(to)) ??
    all.find(({ ivrs }) => ivr !== null && ivrs?.includes(ivr)) ??
    all.find(({ numbers, ivrs }) => numbers === undefined && ivrs === undefined) ??
    null
  );
}

import { createWorkstation } from '@callstation/core';
import { callcenter } from '@callstation/core/callcenter';
import { DOMAIN_EVENTS } from '@callstation/core/model';

const query = new URLSearchParams(location.search);

/** A token of the demo's agent; `life` seconds make it a short one, minted as a back end would. */
async function token() {
  const [agent, life] = [query.get('agent'), Number(query.get('life') ?? 0)];
  const [path, body, key] =
    life > 0 ? ['/v1/tokens', { agent, ttl: life }, query.get('key')] : ['/dev/tokens', { agent }];
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`No token: ${answer.status}`);
  desk.tokens++;
  return (await answer.json()).token;
}

const workstation = createWorkstation({ backend: callcenter({ url: '/seat', token }) });
/** What happened, oldest first. */
/** @type {import('../harness/desk.ts').LogLine[]} */
const log = [];
const NAMES = /** @type {const} */ ([...DOMAIN_EVENTS, 'connectionChanged', 'resynchronised']);
// A bare page keeps nothing of its own.
for (const name of query.has('bare') ? [] : NAMES)
  workstation.on(name, (event) => {
    // One listener for all kinds of events: each has some of these.
    const { session, agent, current, lead } = /** @type {any} */ (event);
    const about = session ? { id: session.id, phase: current?.phase ?? null, end: session.end?.reason ?? null } : {};
    const state = name === 'connectionChanged' ? { state: current.state } : {};
    log.push({ at: Date.now(), name, lead, ...about, ...state, ...(agent ? { status: agent.status } : {}) });
  });

const failure = /** @type {string | null} */ (null);
const desk = { workstation, log, tokens: 0, ready: false, failure };
Object.assign(globalThis, { desk });

/** Whoever opens the page takes calls, as in the demo; a page that comes back into a call leaves the status alone. */
async function start() {
  await workstation.connect();
  const { agent } = workstation.getSnapshot();
  if (agent && ['offline', 'not-ready', 'break'].includes(agent.status)) await workstation.agent.setStatus('idle');
  desk.ready = true;
}
start().catch((error) => (desk.failure = String(error)));

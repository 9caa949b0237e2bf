import { describe, expect, it } from 'vitest';
import type { ActionContext, BlockReason } from './actions.ts';
import { callAction, callActions } from './call-actions.ts';
import type { PageFacts } from './page.ts';
import type { CallSnapshot, Consult } from './session.ts';
import {
  active,
  activeChat,
  after,
  COLLEAGUE,
  command,
  FLOWING,
  HANGUP,
  offered,
  outgoing,
  PAGE,
  question,
  readyAgent,
  readyPage,
  REFUSED,
} from './testing.ts';
import { CALL_VERBS, type CallVerb } from './verbs.ts';

const connecting = after(offered(), command('answer', PAGE));
const ended = after(active(), { type: 'ended', end: HANGUP });
const wrapping = after(active(), { type: 'ended', end: HANGUP, wrapUp: { deadline: null } });
const consulting = (
  state: 'dialing' | 'active' | 'completing',
  mode: 'consult' | 'transfer' | 'conference' = 'consult',
): CallSnapshot => active({ consult: { state, mode, to: { agent: 'bob' }, party: COLLEAGUE } satisfies Consult });
const video = (parts = {}) => active({ kind: 'video', ...parts });
const conference = active({ others: [COLLEAGUE] });
const conferenceAnd = (state: 'dialing' | 'completing'): CallSnapshot =>
  active({ others: [COLLEAGUE], consult: { state, mode: 'conference', to: { number: '1' } } });
const asked = active({ others: [COLLEAGUE], role: 'consulted' });
const AT_PHONE = { state: 'flowing', at: { phone: '+49171' } } as const;
const second = active({ id: 's2', engagementId: 'e2' });
const secondHeld = active({ id: 's2', engagementId: 'e2', hold: 'held' });

function reasonOf(verb: CallVerb, call: CallSnapshot, context: Partial<ActionContext> = {}): BlockReason | 'allowed' {
  const verdict = callAction({ ...question({ sessions: [call], ...context }), call }, verb);
  return verdict.allowed ? 'allowed' : verdict.reason;
}

type Case = [CallSnapshot, BlockReason | 'allowed', string];

/** What the server would answer, verb by verb. */
const CASES: Record<CallVerb, Case[]> = {
  answer: [
    [offered(), 'allowed', 'offered'],
    [connecting, 'wrongPhase', 'already answered'],
    [active(), 'wrongPhase', 'active'],
    [wrapping, 'wrappingUp', 'in wrap-up'],
    [ended, 'wrongPhase', 'over'],
  ],
  reject: [
    [offered(), 'allowed', 'offered'],
    [active(), 'wrongPhase', 'active'],
  ],
  hangup: [
    [offered(), 'wrongPhase', 'offered'],
    [connecting, 'allowed', 'connecting'],
    [outgoing(), 'allowed', 'dialing'],
    [consulting('completing'), 'allowed', 'in the middle of a transfer'],
    [ended, 'wrongPhase', 'over'],
  ],
  complete: [
    [ended, 'allowed', 'over'],
    [wrapping, 'allowed', 'in wrap-up'],
    [active(), 'wrongPhase', 'active'],
  ],
  hold: [
    [active(), 'allowed', 'talking'],
    [active({ hold: 'holding' }), 'pending', 'holding'],
    [active({ hold: 'held' }), 'held', 'held'],
    [active({ hold: 'resuming' }), 'pending', 'resuming'],
    [consulting('active'), 'consulting', 'consulting'],
    [outgoing(), 'wrongPhase', 'dialing'],
    [active({ role: 'supervisor' }), 'notSupported', 'as a supervisor'],
  ],
  resume: [
    [active({ hold: 'held' }), 'allowed', 'held'],
    [active(), 'notHeld', 'talking'],
    [active({ hold: 'holding' }), 'pending', 'holding'],
    [active({ hold: 'resuming' }), 'pending', 'resuming'],
    [
      active({ hold: 'held', consult: { state: 'active', mode: 'consult', to: { agent: 'b' } } }),
      'consulting',
      'asked',
    ],
  ],
  mute: [
    [active(), 'allowed', 'heard'],
    [outgoing(), 'allowed', 'dialing'],
    [active({ mute: 'turningOff' }), 'allowed', 'an un-mute on its way'],
    [active({ mute: 'turningOn' }), 'pending', 'muting'],
    [active({ mute: 'on' }), 'muted', 'muted'],
    [active({ leg: AT_PHONE }), 'needsPage', 'at a phone'],
    [connecting, 'wrongPhase', 'connecting'],
  ],
  unmute: [
    [active({ mute: 'on' }), 'allowed', 'muted'],
    [active(), 'notMuted', 'heard'],
    [active({ mute: 'turningOn' }), 'pending', 'muting'],
    [active({ mute: 'turningOff' }), 'pending', 'un-muting'],
    [active({ mute: 'on', leg: AT_PHONE }), 'needsPage', 'at a phone'],
  ],
  muteVideo: [
    [video(), 'allowed', 'seen'],
    [video({ cameraOff: 'on' }), 'muted', 'camera off'],
    [video({ leg: AT_PHONE }), 'needsPage', 'at a phone'],
    [active(), 'notSupported', 'no video call'],
  ],
  unmuteVideo: [
    [video({ cameraOff: 'on' }), 'allowed', 'camera off'],
    [video(), 'notMuted', 'seen'],
    [active({ cameraOff: 'on' }), 'notSupported', 'no video call'],
  ],
  sendDigits: [
    [active(), 'allowed', 'talking'],
    [outgoing(), 'allowed', 'dialing, for an announcement in early media'],
    [active({ hold: 'held' }), 'held', 'held'],
    [active({ hold: 'held', consult: { state: 'active', mode: 'consult', to: { number: '1' } } }), 'allowed', 'asked'],
    [offered(), 'wrongPhase', 'offered'],
  ],
  takeMedia: [
    [active(), 'allowed', 'talking'],
    [connecting, 'allowed', 'connecting'],
    [offered(), 'wrongPhase', 'offered'],
  ],
  transfer: [
    [active(), 'allowed', 'talking'],
    [active({ hold: 'held' }), 'allowed', 'held'],
    [active({ hold: 'holding' }), 'pending', 'holding'],
    [active({ consult: { state: 'none', failed: REFUSED } }), 'allowed', 'after a failed attempt'],
    [active({ role: 'consulted' }), 'consulting', 'only asked for advice'],
    [consulting('dialing'), 'consulting', 'consulting'],
    [consulting('completing'), 'pending', 'completing'],
    [conference, 'wrongPhase', 'in a conference'],
  ],
  consult: [
    [active(), 'allowed', 'talking'],
    [consulting('active'), 'consulting', 'consulting'],
    [conference, 'wrongPhase', 'in a conference'],
    [outgoing(), 'wrongPhase', 'dialing'],
  ],
  completeTransfer: [
    [consulting('active'), 'allowed', 'consulting'],
    [consulting('dialing'), 'allowed', 'before an answer'],
    [consulting('dialing', 'transfer'), 'noConsult', 'a blind transfer'],
    [consulting('completing'), 'pending', 'completing'],
    [conference, 'allowed', 'in a conference'],
    [active({ others: [COLLEAGUE], hold: 'held' }), 'allowed', 'in a conference, stepped out'],
    [conferenceAnd('dialing'), 'noConsult', 'adding a fourth'],
    [asked, 'noConsult', 'in a conference, as who was asked'],
    [active(), 'noConsult', 'talking'],
  ],
  merge: [
    [consulting('active'), 'allowed', 'consulting'],
    [consulting('dialing'), 'noConsult', 'before an answer'],
    [consulting('completing', 'conference'), 'pending', 'merging'],
    [active(), 'noConsult', 'talking'],
  ],
  cancelConsult: [
    [consulting('active'), 'allowed', 'consulting'],
    [consulting('dialing', 'conference'), 'allowed', 'adding a third'],
    [consulting('dialing', 'transfer'), 'noConsult', 'a blind transfer'],
    [consulting('completing'), 'pending', 'completing'],
    [active(), 'noConsult', 'talking'],
  ],
  swap: [
    [consulting('active'), 'allowed', 'consulting'],
    [consulting('dialing'), 'noConsult', 'before an answer'],
    [consulting('completing'), 'pending', 'completing'],
    [active({ hold: 'resuming' }), 'pending', 'resuming'],
    [active(), 'noConsult', 'one call'],
  ],
  conference: [
    [active(), 'allowed', 'talking'],
    [conference, 'allowed', 'in a conference'],
    [consulting('dialing'), 'consulting', 'consulting'],
  ],
  removeParticipant: [
    [conference, 'allowed', 'in a conference'],
    [active(), 'noConference', 'talking'],
  ],
  leave: [
    [conference, 'allowed', 'in a conference'],
    [active(), 'noConference', 'talking'],
  ],
  takeBack: [
    [consulting('dialing', 'transfer'), 'allowed', 'transferring'],
    [consulting('completing', 'transfer'), 'allowed', 'completing'],
    [consulting('active'), 'noConsult', 'consulting'],
    [conference, 'allowed', 'in a conference'],
    [conferenceAnd('dialing'), 'noConsult', 'adding a fourth'],
    [asked, 'noConsult', 'in a conference, as who was asked'],
    [active(), 'noConsult', 'talking'],
  ],
  startRecording: [
    [active(), 'allowed', 'talking'],
    [active({ recording: 'on' }), 'recording', 'recording'],
    [active({ recording: 'paused' }), 'recording', 'paused'],
  ],
  pauseRecording: [
    [active({ recording: 'on' }), 'allowed', 'recording'],
    [active({ recording: 'paused' }), 'notRecording', 'paused'],
    [active(), 'notRecording', 'talking'],
  ],
  resumeRecording: [
    [active({ recording: 'paused' }), 'allowed', 'paused'],
    [active({ recording: 'on' }), 'notRecording', 'recording'],
    [active(), 'notRecording', 'talking'],
  ],
};

describe.each(CALL_VERBS)('%s', (verb) => {
  it.each(CASES[verb].map(([call, expected, when]) => [when, expected, call] as const))('%s: %s', (_, expected, call) =>
    expect(reasonOf(verb, call)).toBe(expected),
  );

  it('is not supported by a backend that cannot do it', () => {
    const { capabilities } = question();
    const [call] = CASES[verb][0] ?? [];
    expect(call).toBeDefined();
    const without = { ...capabilities, calls: capabilities.calls.filter((other) => other !== verb) };
    if (call) expect(reasonOf(verb, call, { capabilities: without })).toBe('notSupported');
  });
});

describe('other calls', () => {
  it('have to be held or over before one is answered or resumed', () => {
    const call = offered();
    expect(reasonOf('answer', call, { sessions: [call, second] })).toBe('agentBusy');
    expect(reasonOf('answer', call, { sessions: [call, outgoing({ id: 's2', engagementId: 'e2' })] })).toBe(
      'agentBusy',
    );
    expect(reasonOf('answer', call, { sessions: [call, secondHeld, activeChat(), wrapping] })).toBe('allowed');
    const held = active({ hold: 'held' });
    expect(reasonOf('resume', held, { sessions: [held, second] })).toBe('agentBusy');
    expect(reasonOf('resume', held, { sessions: [held, secondHeld] })).toBe('allowed');
  });

  it('can be swapped with when one of the two is held', () => {
    const call = active();
    expect(reasonOf('swap', call, { sessions: [call, secondHeld] })).toBe('allowed');
    expect(reasonOf('swap', active({ hold: 'held' }), { sessions: [call, second] })).toBe('allowed');
    expect(reasonOf('swap', call, { sessions: [call, activeChat()] })).toBe('noConsult');
    const busy = { ...secondHeld, consult: { state: 'active', mode: 'consult', to: { agent: 'b' } } } as const;
    expect(reasonOf('swap', call, { sessions: [call, busy] })).toBe('noConsult');
  });

  it('are not left hanging by one in which somebody is asked', () => {
    const call = active({ hold: 'held' });
    const busy = { ...secondHeld, consult: { state: 'dialing', mode: 'transfer', to: { agent: 'b' } } } as const;
    for (const verb of ['resume', 'consult', 'transfer', 'conference'] as const) {
      expect(reasonOf(verb, call, { sessions: [call, busy] })).toBe('agentBusy');
      expect(reasonOf(verb, call, { sessions: [call, second] })).toBe('agentBusy');
      expect(reasonOf(verb, call, { sessions: [call, secondHeld] })).toBe('allowed');
    }
  });
});

describe('the agent', () => {
  it('answers at a phone by picking it up, unless it is up already', () => {
    const call = offered();
    const agent = { ...readyAgent(), phone: { mode: 'mobile', number: '+49171' } } as const;
    expect(reasonOf('answer', call, { agent })).toBe('answerOnPhone');
    expect(reasonOf('reject', call, { agent })).toBe('allowed');
    const up = active({ id: 's2', engagementId: 'e2', hold: 'held', leg: AT_PHONE });
    expect(reasonOf('answer', call, { agent, sessions: [call, up] })).toBe('allowed');
    expect(reasonOf('answer', call, { agent, sessions: [call, secondHeld] })).toBe('answerOnPhone');
  });

  it('cannot answer offline, nor record without the right', () => {
    expect(reasonOf('answer', offered(), { agent: { ...readyAgent(), status: 'offline' } })).toBe('agentOffline');
    const agent = { ...readyAgent(), rights: [] };
    expect(reasonOf('startRecording', active(), { agent })).toBe('noRight');
    expect(reasonOf('hold', active(), { agent })).toBe('allowed');
  });

  it('has a supervisor call for listening, not for handling', () => {
    const call = active({ role: 'supervisor', supervises: { session: 's9', mode: 'barge' } });
    const allowed = CALL_VERBS.filter((verb) => reasonOf(verb, call) === 'allowed');
    expect(allowed).toEqual(['hangup', 'mute', 'takeMedia']);
  });
});

describe('in a page', () => {
  const pageCase = (verb: CallVerb, call: CallSnapshot, page: Partial<PageFacts>) =>
    reasonOf(verb, call, { page: readyPage(page) });
  const offline: Partial<PageFacts> = { connection: { state: 'reconnecting', since: 0 } };

  it('without a connection only what silences works, and only where the media is', () => {
    expect(CALL_VERBS.filter((verb) => pageCase(verb, active(), offline) === 'allowed')).toEqual(['hangup', 'mute']);
    expect(pageCase('muteVideo', video(), offline)).toBe('allowed');
    expect(pageCase('hold', active(), offline)).toBe('notConnected');
    expect(pageCase('hangup', active(), { ...offline, pageId: 'page-2' })).toBe('notConnected');
    expect(pageCase('answer', offered(), offline)).toBe('notConnected');
  });

  it('takes media only from elsewhere, and with a microphone', () => {
    expect(pageCase('takeMedia', active(), {})).toBe('mediaHere');
    expect(pageCase('takeMedia', connecting, {})).toBe('pending');
    expect(pageCase('takeMedia', active(), { pageId: 'page-2' })).toBe('allowed');
    expect(pageCase('takeMedia', active(), { pageId: 'page-2', microphone: 'denied' })).toBe('noMedia');
    const lost = after(active(), { type: 'leg', leg: { state: 'lost', at: { page: PAGE } } });
    expect(pageCase('takeMedia', lost, {})).toBe('allowed');
  });

  it('opens no microphone in another page', () => {
    const muted = active({ mute: 'on' });
    expect(pageCase('unmute', muted, {})).toBe('allowed');
    expect(pageCase('unmute', muted, { pageId: 'page-2' })).toBe('mediaElsewhere');
    expect(pageCase('mute', active(), { pageId: 'page-2' })).toBe('allowed');
    const phone = after(muted, { type: 'leg', leg: { state: 'flowing', at: { phone: '1' } } });
    expect(pageCase('unmute', phone, {})).toBe('needsPage');
  });

  it('keeps an offer answerable without a microphone: the next try may find one', () => {
    expect(pageCase('answer', offered(), { microphone: 'denied' })).toBe('allowed');
  });

  it.each<[CallVerb, string, CallSnapshot, BlockReason | 'allowed']>([
    ['hold', 'call.hold', active(), 'pending'],
    ['hold', 'call.swap', active(), 'pending'],
    ['hold', 'call.mute', active(), 'allowed'],
    ['mute', 'call.unmute', active(), 'allowed'],
    ['mute', 'call.mute', active(), 'pending'],
    ['unmute', 'call.mute', active({ mute: 'on' }), 'pending'],
    ['reject', 'call.answer', offered(), 'pending'],
    ['hangup', 'call.hold', active(), 'allowed'],
    ['sendDigits', 'call.sendDigits', active(), 'allowed'],
    ['transfer', 'call.consult', active(), 'pending'],
    ['startRecording', 'call.pauseRecording', active(), 'pending'],
  ])('%s while %s is on its way', (verb, method, call, expected) => {
    const pending = (sessionId: string) => ({ pending: { k: { method, sessionId } } });
    expect(pageCase(verb, call, pending('s1'))).toBe(expected);
    expect(pageCase(verb, call, pending('s2'))).toBe('allowed');
  });
});

it('answers for every verb at once, with verdicts that keep their identity', () => {
  const ask = () => callActions({ ...question(), call: active() });
  expect(Object.keys(ask())).toEqual([...CALL_VERBS]);
  for (const verb of CALL_VERBS) expect(ask()[verb]).toBe(ask()[verb]);
  expect(after(active(), FLOWING)).toEqual(active());
});

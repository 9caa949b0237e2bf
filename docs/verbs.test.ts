import { readFileSync, writeFileSync } from 'node:fs';
import {
  CALL_VERBS,
  callAction,
  type CallSnapshot,
  type CallVerb,
  offeredCall,
  outgoingCall,
  type ActiveCall,
  type AgentSnapshot,
} from '@callstation/core/model';
import { expect, it } from 'vitest';
import { CAPABILITIES } from '../packages/server/src/engine/capabilities.ts';
import { AT_PHONE, HEARD, NOT_YET, WITH_MENU } from './verbs.ts';

const file = new URL('verbs.md', import.meta.url);
const HINT = 'run: UPDATE_DOCS=1 npx vitest run --project workspace docs';

const peer = { id: 'c', role: 'customer', state: 'joined' } as const;
const start = { id: 's', engagementId: 'e', kind: 'phone', peer, context: { flow: 'in' }, at: 0 } as const;
const active: ActiveCall = {
  ...{ id: 's', engagementId: 'e', kind: 'phone', role: 'handler', direction: 'in', peer, context: { flow: 'in' } },
  ...{ createdAt: 0, answeredAt: 0, phase: 'active', leg: { state: 'flowing', at: { page: 'p' } } },
  ...{ mute: 'off', cameraOff: 'off', hold: 'none', consult: { state: 'none' }, recording: 'off', others: [] },
} as const;
const other: ActiveCall = { ...active, id: 's2', engagementId: 'e2', hold: 'held' };
const asked = { to: { agent: 'b' } } as const;

/** States of a call as a person would name them, with the calls beside it. */
const STATES: readonly (readonly [string, CallSnapshot, readonly CallSnapshot[]])[] = [
  ['offered', offeredCall({ ...start, deadline: 1 }), []],
  ['dialling', outgoingCall({ ...start, page: 'p' }), []],
  ['talking', active, []],
  ['muted', { ...active, mute: 'on' }, []],
  ['on hold', { ...active, hold: 'held' }, []],
  ['consult ringing', { ...active, hold: 'held', consult: { state: 'dialing', mode: 'consult', ...asked } }, []],
  ['consulting', { ...active, hold: 'held', consult: { state: 'active', mode: 'consult', ...asked } }, []],
  ['transfer under way', { ...active, hold: 'held', consult: { state: 'dialing', mode: 'transfer', ...asked } }, []],
  ['third ringing', { ...active, consult: { state: 'dialing', mode: 'conference', ...asked } }, []],
  ['recorded', { ...active, recording: 'on' }, []],
  ['recording paused', { ...active, recording: 'paused' }, []],
  ['three-way', { ...active, others: [{ id: 'b', role: 'agent', state: 'joined' }] }, []],
  ['asked for advice', { ...active, role: 'consulted' }, []],
  ['talking with another on hold', active, [other]],
  ['on hold while talking in another', { ...active, hold: 'held' }, [{ ...other, hold: 'none' }]],
  ['ended', { ...start, ...ended() }, []],
];

function ended(): Extract<CallSnapshot, { phase: 'ended' }> {
  const { id, engagementId, kind, role, direction, context, createdAt } = active;
  const end = { reason: 'localHangup', by: 'agent' } as const;
  return {
    id,
    engagementId,
    kind,
    role,
    direction,
    peer,
    context,
    createdAt,
    phase: 'ended',
    endedAt: 1,
    end,
    wrapUp: { deadline: 9 },
  };
}

const load = { used: 0, max: 1 };
const agent: AgentSnapshot = {
  ...{ id: 'a', name: 'a', rights: ['record'], skillGroups: [], since: 0, status: 'busy', wanted: { status: 'idle' } },
  ...{ reach: 'page', leadPage: 'p', load: { voice: load, chat: load, video: load }, phone: { mode: 'page' } },
};

function legalIn(verb: CallVerb): string {
  const names = STATES.filter(([, call, others]) => {
    const question = { call, sessions: [call, ...others], agent };
    return callAction({ ...question, capabilities: CAPABILITIES }, verb).allowed;
  }).map(([name]) => name);
  return names.join(' · ') || '-';
}

const verbs = CALL_VERBS.filter((verb) => !NOT_YET.includes(verb));

function render(): string {
  const rows = verbs.map((verb) => {
    const { hears, file: path, test } = HEARD[verb] ?? { hears: '', file: '', test: '' };
    return `| \`${verb}\` | ${legalIn(verb)} | ${hears} | [${test}](../${path}) |`;
  });
  return `# Verbs of a call

What an agent can do to a call, in which of these states it is legal, what each party hears then, and the test that shows
it. \`workstation.calls.actions(id)\` answers the same question for a button, with a reason where the answer is no. States:
${STATES.map(([name]) => name).join(' · ')}.

| verb | legal when | what each party hears | shown by |
|---|---|---|---|
${rows.join('\n')}

## At a phone

What differs for an agent who takes calls at a desk phone or a mobile.

| what they do | what each party hears | shown by |
|---|---|---|
${AT_PHONE.map(({ does, hears, file: path, test }) => `| ${does} | ${hears} | [${test}](../${path}) |`).join('\n')}

## With a menu

What is heard with a [menu (IVR)](ivr.md): the agent who sends a customer there, and the customer.

| what is done | what each party hears | shown by |
|---|---|---|
${WITH_MENU.map(({ does, hears, file: path, test }) => `| ${does} | ${hears} | [${test}](../${path}) |`).join('\n')}

Not in this centre yet: ${NOT_YET.map((verb) => `\`${verb}\``).join(', ')}.

This page is generated from the rules: \`UPDATE_DOCS=1 npx vitest run --project workspace docs\`.
`;
}

it('verbs.md says what the rules say', () => {
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, render());
  expect(readFileSync(file, 'utf8'), HINT).toBe(render());
});

it('every verb is in the table or named as not there yet, as the centre says', () => {
  expect(CALL_VERBS.filter((verb) => !CAPABILITIES.calls.includes(verb))).toEqual(NOT_YET);
  expect(Object.keys(HEARD)).toEqual(verbs);
});

it.each([...AT_PHONE, ...WITH_MENU])('the test named exists: $does', ({ file: path, test }) => {
  const source = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  expect(source.includes(`it('${test}'`), `${path}: ${test}`).toBe(true);
});

it('at a phone, other verbs than those named are as in a page', () => {
  const phone = { mode: 'phone', number: '20001' } as const;
  const seated: AgentSnapshot = { ...agent, reach: 'phone', phone };
  const leg = { state: 'flowing', at: { phone: '20001' } } as const;
  const other = verbs.flatMap((verb) =>
    STATES.flatMap(([, page, others]) => {
      const call = 'leg' in page ? { ...page, leg } : page;
      const rest = { sessions: [call, ...others], capabilities: CAPABILITIES };
      const here = callAction({ ...rest, call: page, agent }, verb);
      const there = callAction({ ...rest, call, agent: seated }, verb);
      return here.allowed && !there.allowed ? [`${verb} ${there.reason}`] : [];
    }),
  );
  expect([...new Set(other)]).toEqual(['answer answerOnPhone', 'mute needsPage', 'unmute needsPage']);
});

it.each(verbs)('the test named for %s exists', (verb) => {
  const { file: path, test } = HEARD[verb] ?? { file: '', test: '' };
  const source = readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
  expect(source.includes(`it('${test}'`), `${path}: ${test}`).toBe(true);
});

import type { Right } from '@callstation/core/model';
import { describe, expect, it } from 'vitest';
import { demoApp, type AppConfig, type RecordingRule } from './app-config.ts';
import { createEars, type Ears, GUEST } from './testing/ears.ts';

const RIGHTS: Right[] = ['dial', 'dialExternal', 'record'];
const withRule = (recording: RecordingRule, more: Partial<AppConfig> = {}): AppConfig => ({
  ...demoApp,
  recording,
  ...more,
});

async function ears(rule: RecordingRule = {}, more: Partial<AppConfig> = {}): Promise<Ears> {
  return createEars({ apps: [withRule(rule, more)], rights: RIGHTS });
}

/** Orders about recordings, shortly: `record left|right`, `pause`, `resume`, `stop`. */
function tape({ bench }: Ears): string[] {
  const name = (leg: string): string => {
    const to = bench.phone.legs.get(leg)?.to;
    if (to === undefined) return leg;
    return 'page' in to ? to.page.replace(/-.*$/u, '') : 'number' in to && to.number === GUEST ? 'guest' : 'customer';
  };
  return bench.phone.orders.flatMap((order) => {
    if (order[0] === 'record')
      return [`record ${order[3].left.map(name).sort().join(' ')}|${order[3].right.map(name).sort().join(' ')}`];
    if (order[0] === 'pauseRecord') return [order[2] ? 'pause' : 'resume'];
    return order[0] === 'stopRecord' ? ['stop'] : [];
  });
}

const ids = ({ bench }: Ears): Set<string> =>
  new Set(bench.phone.orders.flatMap((order) => (order[0] === 'record' ? [order[1]] : [])));

const recordingOf = (seat: Ears['alice']): string => {
  const call = seat.call();
  return call.phase === 'active' ? call.recording : call.phase;
};

describe('recording', () => {
  it('begins, pauses, goes on, and ends with the call, when an agent says so', async () => {
    const here = await ears();
    const sessionId = await here.serve(here.alice);
    expect([tape(here), recordingOf(here.alice)]).toEqual([[], 'off']);
    await here.alice.request('call.startRecording', { sessionId });
    expect([tape(here), recordingOf(here.alice)]).toEqual([['record alice|customer'], 'on']);
    await expect(here.alice.request('call.startRecording', { sessionId })).rejects.toMatchObject({
      data: { reason: 'recording' },
    });
    await here.alice.request('call.pauseRecording', { sessionId });
    expect(recordingOf(here.alice)).toBe('paused');
    await here.alice.request('call.resumeRecording', { sessionId });
    expect(recordingOf(here.alice)).toBe('on');
    await here.alice.request('call.hangup', { sessionId });
    await here.bench.rest();
    expect(tape(here)).toEqual(['record alice|customer', 'pause', 'resume', 'stop']);
  });

  it('needs the right', async () => {
    const here = await createEars({ apps: [withRule({})] });
    const sessionId = await here.serve(here.alice);
    await expect(here.alice.request('call.startRecording', { sessionId })).rejects.toMatchObject({
      data: { reason: 'noRight' },
    });
    expect(tape(here)).toEqual([]);
  });

  it('begins by itself where that is the rule, once agent and customer are together', async () => {
    const here = await ears({ in: 'on' });
    here.bench.phone.incoming('13800138000');
    await here.bench.rest();
    expect(tape(here)).toEqual([]);
    await here.alice.request('call.answer', { sessionId: here.alice.call().id });
    await here.bench.rest();
    expect(tape(here)).toEqual(['record alice|customer']);
    expect(recordingOf(here.alice)).toBe('on');
    expect(here.alice.call().context.recording).toBe('on');
  });

  it('is not done where the rule forbids it, and says so', async () => {
    const here = await ears({ in: 'off' });
    const sessionId = await here.serve(here.alice);
    await expect(here.alice.request('call.startRecording', { sessionId })).rejects.toMatchObject({
      data: { reason: 'recordingOff' },
    });
    expect(tape(here)).toEqual([]);
  });

  it('goes by the number, then the group, then the app', async () => {
    const groups = demoApp.skillGroups.map((group) => ({ ...group, recording: { in: 'on' } as const }));
    const more = { skillGroups: groups, numberRecording: { '4001000100': { in: 'off' } as const } };
    const here = await ears({ in: 'off', out: 'on' }, more);
    here.bench.phone.incoming('13800138000', '4000');
    await here.bench.rest();
    expect(here.alice.call().context.recording).toBe('on');
    here.bench.phone.incoming('13800138001', '4001000100');
    await here.bench.rest();
    expect(here.bob.call().context.recording).toBe('off');
    await here.carol.request('call.dial', { to: { number: '10001' } });
    expect(here.carol.call().context.recording).toBe('on');
  });

  it('is one, through consult, conference and transfer, and never holds the talk aside', async () => {
    const here = await ears();
    const sessionId = await here.serve(here.alice);
    await here.alice.request('call.startRecording', { sessionId });
    await here.alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await here.bob.request('call.answer', { sessionId });
    await here.bench.rest();
    // Bob is not recorded while he is only asked.
    expect([tape(here).at(-1), recordingOf(here.bob)]).toEqual(['record alice|customer', 'off']);
    await here.alice.request('call.merge', { sessionId });
    await here.bench.rest();
    expect([tape(here).at(-1), recordingOf(here.bob)]).toEqual(['record alice bob|customer', 'on']);
    await here.alice.request('call.leave', { sessionId });
    await here.bench.rest();
    expect(tape(here).at(-1)).toBe('record bob|customer');
    await here.bob.request('call.conference', { sessionId, to: { number: GUEST } });
    await here.guestAnswers();
    expect(tape(here).at(-1)).toBe('record bob|customer guest');
    await here.bob.request('call.hangup', { sessionId });
    await here.bench.rest();
    expect([ids(here).size, tape(here).at(-1)]).toEqual([1, 'stop']);
  });

  it('goes on with the next agent when the queue gets the customer back', async () => {
    const here = await ears({ in: 'on' });
    await here.serve(here.alice);
    here.alice.close();
    await here.bench.pass(31_000);
    const sessionId = here.bob.call().id;
    await here.bob.request('call.answer', { sessionId });
    await here.bench.rest();
    expect([ids(here).size, tape(here).at(-1), recordingOf(here.bob)]).toEqual([1, 'record bob|customer', 'on']);
  });

  it('tells everybody first, and begins when that has been said', async () => {
    const here = await ears({ in: 'on', announce: '/prompts/told.wav' });
    const sessionId = await here.serve(here.alice);
    const play = here.bench.phone.orders.find((order) => order[0] === 'play' && 'file' in order[3]);
    expect(play).toEqual([
      'play',
      `${sessionId}-announce0`,
      { room: `${sessionId}-room` },
      { file: '/prompts/told.wav' },
      false,
    ]);
    expect([tape(here), recordingOf(here.alice)]).toEqual([[], 'off']);
    here.bench.phone.news({ type: 'played', id: `${sessionId}-announce0` });
    await here.bench.rest();
    expect([tape(here), recordingOf(here.alice)]).toEqual([['record alice|customer'], 'on']);
  });

  it('does not record who could not be told', async () => {
    const here = await ears({ announce: '/prompts/none.wav' });
    const sessionId = await here.serve(here.alice);
    here.bench.phone.fail('play');
    await expect(here.alice.request('call.startRecording', { sessionId })).rejects.toMatchObject({ code: 'internal' });
    expect([tape(here), recordingOf(here.alice)]).toEqual([[], 'off']);
    // It can be tried again.
    await here.alice.request('call.startRecording', { sessionId });
    here.bench.phone.news({ type: 'played', id: `${sessionId}-announce1` });
    await here.bench.rest();
    expect(recordingOf(here.alice)).toBe('on');
  });

  it('lets the call go on when nothing more can be written', async () => {
    const here = await ears({ in: 'on' });
    const sessionId = await here.serve(here.alice);
    const [id = ''] = ids(here);
    here.bench.phone.news({ type: 'recordingFailed', id, error: 'ENOSPC' });
    await here.bench.rest();
    expect([recordingOf(here.alice), here.hears('alice'), here.hears('customer')]).toEqual([
      'off',
      'customer',
      'alice',
    ]);
    // By hand, on another file; the rule does not try for ever.
    expect(tape(here)).toEqual(['record alice|customer']);
    await here.alice.request('call.startRecording', { sessionId });
    expect([ids(here).size, recordingOf(here.alice)]).toEqual([2, 'on']);
  });

  it('is over at the switch, too, when that will not take in who joins: what is shown as off is off', async () => {
    const here = await ears({ in: 'on' });
    const sessionId = await here.serve(here.alice);
    await here.alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await here.bob.request('call.answer', { sessionId });
    await here.bench.rest();
    here.bench.phone.fail('record');
    await here.alice.request('call.merge', { sessionId });
    await here.bench.rest();
    expect([recordingOf(here.alice), recordingOf(here.bob), tape(here).at(-1)]).toEqual(['off', 'off', 'stop']);
  });

  it('is refused, not believed, when the switch cannot pause', async () => {
    const here = await ears({ in: 'on' });
    const sessionId = await here.serve(here.alice);
    here.bench.phone.fail('pauseRecord');
    await expect(here.alice.request('call.pauseRecording', { sessionId })).rejects.toMatchObject({ code: 'internal' });
    expect(recordingOf(here.alice)).toBe('on');
  });

  it('ends with the customer, also when two agents go on talking', async () => {
    const here = await ears({ in: 'on' });
    const sessionId = await here.serve(here.alice);
    await here.alice.request('call.consult', { sessionId, to: { agent: 'bob' } });
    await here.bob.request('call.answer', { sessionId });
    await here.bench.rest();
    here.bench.phone.end(here.far().leg, { reason: 'remoteHangup', by: 'peer' });
    await here.bench.rest();
    expect([here.hears('alice'), tape(here).at(-1)]).toEqual(['bob', 'stop']);
  });

  it('leaves colleagues alone who call each other', async () => {
    const here = await ears({ in: 'on', out: 'on' });
    const { sessionId } = await here.alice.request('call.dial', { to: { agent: 'bob' } });
    await here.bob.request('call.answer', { sessionId });
    await here.bench.rest();
    await expect(here.alice.request('call.startRecording', { sessionId })).rejects.toMatchObject({
      code: 'notSupported',
    });
    expect(tape(here)).toEqual([]);
  });
});

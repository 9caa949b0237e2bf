import { describe, expect, it } from 'vitest';
import { ivrProblems } from './ivr-check.ts';
import type { IvrNode } from './ivr.ts';

type Loose = { id: string; kind: IvrNode['kind'] } & Record<string, unknown>;

function problems(nodes: Loose[], entry = 'in'): string[] {
  const named = nodes.map((node) => ({ name: node.id, ...node })) as unknown as IvrNode[];
  const around = {
    skillGroups: ['sales', 'care'],
    promptProblem: (prompt: { file: string } | { say: string }) =>
      'file' in prompt && prompt.file === 'gone.wav' ? 'prompt file gone.wav cannot be read' : null,
  };
  return ivrProblems({ id: 'main', name: 'Main', entry, nodes: named }, around);
}

const keys = (choices: Record<string, string>, otherwise: string): Loose => ({
  id: 'in',
  kind: 'keys',
  choices: Object.fromEntries(Object.entries(choices).map(([key, go]) => [key, { label: key, go }])),
  otherwise,
});
const bye: Loose = { id: 'bye', kind: 'hangup' };
const play = (id: string, next: string, more: object = {}): Loose => ({ id, kind: 'play', next, ...more });
const group = (skillGroup: string, id = 'in'): Loose => ({ id, kind: 'group', skillGroup });
const hours = (timeZone: string): Loose => ({
  ...{ id: 'in', kind: 'hours', open: 'bye', closed: 'bye' },
  hours: { timeZone, weekly: [{ days: [1], from: '09:00', to: '10:00' }] },
});

describe('an IVR', () => {
  it('may go round by a key', () => {
    expect(problems([keys({ '1': 'in', '#': 'news' }, 'bye'), play('news', 'bye'), bye])).toEqual([]);
  });

  it.each<[string, Loose[], string | RegExp]>([
    ['an unknown node', [play('in', 'nowhere')], 'node in: next names nowhere, which is no node; name one of in'],
    ['a key to nowhere', [keys({ '1': 'x' }, 'in')], 'node in: key 1 names x, which is no node; name one of in'],
    ['no such group', [group('night')], 'node in: there is no skill group night; name one of sales, care'],
    [
      'a node that nothing leads to',
      [{ ...bye, id: 'in' }, group('care', 'lost')],
      'node lost: nothing leads here from in; lead a key to it, or take it out',
    ],
    [
      'a loop without a key',
      [play('in', 'b'), play('b', 'in')],
      'node in: goes round for ever without a key (in > b > in); let one of them end in a hangup or a group',
    ],
    [
      'a loop of who presses nothing',
      [keys({ '1': 'bye' }, 'in'), bye],
      /goes round for ever without a key \(in > in\)/u,
    ],
    ['a number that is always busy', [{ id: 'in', kind: 'number', number: '1', otherwise: 'in' }], /in > in/u],
    ['a way back to nobody', [{ id: 'in', kind: 'back', otherwise: 'in' }], /in > in/u],
    ['hours that never end', [{ ...hours('UTC'), closed: 'in' }, bye], /in > in/u],
    ['an id twice', [bye, bye], 'node bye stands twice; give one of them another id'],
    [
      'two keys at once',
      [keys({ '12': 'bye' }, 'bye'), bye],
      'node in: "12" is no key; a choice is one of 0-9 * # A-D',
    ],
    ['a letter', [keys({ x: 'bye' }, 'bye'), bye], 'node in: "x" is no key; a choice is one of 0-9 * # A-D'],
    ['no key', [keys({}, 'bye'), bye], /has no key; give choices/u],
    ['a missing file', [play('in', 'bye', { prompt: { file: 'gone.wav' } }), bye], /gone\.wav cannot be read/u],
    [
      'a missing file for wrong keys',
      [{ ...keys({ '1': 'bye' }, 'bye'), wrongKey: { file: 'gone.wav' } }, bye],
      /gone/u,
    ],
    ['an unknown time zone', [hours('Mars'), bye], /node in: time zone Mars is not known/u],
  ])('is refused with the remedy: %s', (_, nodes, expected) => {
    const found = problems(nodes, nodes[0]?.id === 'bye' ? 'bye' : 'in');
    expect(found).toHaveLength(1);
    if (typeof expected === 'string') expect(found[0]).toBe(expected);
    else expect(found[0]).toMatch(expected);
  });

  it('is refused with an entry that is nowhere', () => {
    expect(problems([bye], 'in')).toEqual(['entry names in, which is no node; name one of bye']);
  });

  it('does not take words of the language for nodes or keys', () => {
    expect(problems([play('in', 'constructor')])).toHaveLength(1);
    expect(problems([keys({ ['__proto__x']: 'bye' }, 'bye'), bye])).toHaveLength(1);
  });
});

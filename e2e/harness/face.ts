import { type Scenario, SCENARIOS, type ScenarioButton, type ScenarioStep } from '@callstation/testkit';
import { TcccWorkstation } from '@callstation/uniapp';
import type { Browser } from 'playwright-core';

import { openPhoneBook } from './phone-book.ts';
import { openSeat, type Seat } from './seat.ts';

/** What a demo is made with. */
export type Face = 'react' | 'vue' | 'html' | 'uniapp';

/** Opens that demo as an agent whose microphone hums `hz`. */
export function openFace(face: Face, browser: Browser, url: string, agent: string, hz: number): Promise<Seat> {
  return face === 'uniapp' ? openPhoneBook(browser, url, agent, hz) : openSeat(browser, url, agent, { hz, face });
}

/** The scenarios of a demo, and why it has not got the others, by their names. */
export function listFor(face: Face): { played: readonly Scenario[]; missing: Readonly<Record<string, string>> } {
  const why = (step: ScenarioStep): string | null => WHY[face](step);
  const reasons = SCENARIOS.map((scenario) => [scenario, scenario.steps.map(why).find((one) => one !== null)] as const);
  const missing = reasons.flatMap(([{ name }, reason]) => (reason === undefined ? [] : [[name, reason] as const]));
  return {
    played: reasons.flatMap(([scenario, reason]) => (reason === undefined ? [scenario] : [])),
    missing: Object.fromEntries(missing),
  };
}

/** Why a demo cannot do a step, or null. */
const WHY: Readonly<Record<Face, (step: ScenarioStep) => string | null>> = {
  react: () => null,
  vue: () => null,
  // A page of plain buttons: no keypad, and nobody to bring in.
  html: (step) =>
    !('do' in step) || ['dial', 'press', 'customerCalls'].includes(step.do) ? null : `the page has no ${step.do}`,
  uniapp(step) {
    const name = memberFor(step);
    return name === null || name in TcccWorkstation.prototype ? null : `the class has no ${name}()`;
  },
};

/** What the vendor's class calls a button; one that it lacks has the name of core. */
const MEMBERS: Readonly<Record<ScenarioButton, string>> = {
  Answer: 'answer',
  Reject: 'terminate',
  'Hang up': 'terminate',
  Mute: 'mute',
  Unmute: 'unmute',
  Hold: 'hold',
  Resume: 'resume',
  'Complete transfer': 'completeTransfer',
  Merge: 'merge',
  'Cancel consult': 'cancelConsult',
  Swap: 'swap',
  'Leave conference': 'leave',
  'Take back': 'takeBack',
};

/** The operation a step asks for; null: none, it is seen, heard or done by somebody else. */
function memberFor(step: ScenarioStep): string | null {
  if (!('do' in step)) return null;
  switch (step.do) {
    case 'press':
      return MEMBERS[step.button];
    case 'dial':
      return 'call';
    case 'digits':
      return 'sendDTMF';
    case 'customerCalls':
      return null;
    default:
      return step.do;
  }
}

import { words } from '@callstation/core/words';
import { useCall } from '@callstation/react';
import { nameOf } from 'demo-kit';

import type { Attempt } from './attempt.types.ts';

const { callPhases, callVerbs } = words('en');
const VERBS = ['answer', 'hold', 'resume', 'hangup'] as const;

/** Buttons of our own: the built-in ones are hidden, the verdicts are the same. */
export function OwnBar({ attempt }: { attempt: Attempt }) {
  const { call, actions, ...verbs } = useCall();
  return (
    <section className="own-bar" aria-label="Our own buttons">
      <span>{call ? `${nameOf(call)}: ${callPhases[call.phase]}` : 'No call'}</span>
      {VERBS.map((verb) => (
        <button key={verb} type="button" disabled={!actions[verb].allowed} onClick={() => attempt(verbs[verb]())}>
          {callVerbs[verb]}
        </button>
      ))}
    </section>
  );
}

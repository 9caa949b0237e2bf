import { AGENTS } from 'demo-kit';
import { Headset } from 'lucide-react';

import { Avatar } from './avatar.tsx';

interface SignInProps {
  busy: boolean;
  problem: string | null;
  onChoose: (agent: string) => void;
}

/** Pick one of the demo's agents. */
export function SignIn({ busy, problem, onChoose }: SignInProps) {
  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <span className="brand-mark">
          <Headset aria-hidden />
        </span>
        <h1>Take a seat</h1>
        <p>Pick an agent. Open a second tab with another one to call each other.</p>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <ul className="agent-choice">
          {AGENTS.map(({ id, name, role }) => (
            <li key={id}>
              <button type="button" disabled={busy} onClick={() => onChoose(id)}>
                <Avatar name={name} />
                <span>
                  <strong>{name}</strong>
                  <small>{role}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </main>
  );
}

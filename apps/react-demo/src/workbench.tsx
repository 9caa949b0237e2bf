import { useAgent, useCalls } from '@callstation/react';
import { useRef } from 'react';

import { AbsenceNote } from './absence-note.tsx';
import { AfterCallWork } from './after-call-work.tsx';
import { BoardPanel } from './board-panel.tsx';
import { CallCard } from './call-card.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Contacts } from './contacts-panel.tsx';
import { DeskCard } from './desk-card.tsx';
import { DialBox } from './dial-box.tsx';
import { Header } from './header.tsx';
import { NoCall } from './no-call.tsx';
import { ProblemProvider } from './problem.tsx';
import { RecordsPanel } from './records-panel.tsx';
import { useFocusKeeper } from './use-focus-keeper.ts';
import { useRinging } from './use-ringing.ts';

/** The seat: dial on the left, calls in the middle, history on the right; a supervisor has the floor below the calls. */
export function Workbench({ onSignOut }: { onSignOut: () => void }) {
  return (
    <ProblemProvider>
      <div className="workbench">
        <Header onSignOut={onSignOut} />
        <ConnectionBanner />
        <AbsenceNote />
        <Ringing />
        <Columns />
      </div>
    </ProblemProvider>
  );
}

function Columns() {
  const supervises = useAgent()?.rights.includes('board') === true;
  return (
    <main className={supervises ? 'columns with-board' : 'columns'}>
      <CallsColumn />
      {supervises && (
        <section className="column floor" aria-label="Floor">
          <BoardPanel />
        </section>
      )}
      <section className="column dial" aria-label="Dial">
        <DialBox />
        <DeskCard />
        <Contacts />
      </section>
      <HistoryColumn />
    </main>
  );
}

/** Tells a screen reader at once that somebody calls. */
function Ringing() {
  const name = useRinging();
  return (
    <p className="unseen" aria-live="assertive">
      {name !== null && `Incoming call from ${name}`}
    </p>
  );
}

function CallsColumn() {
  const calls = useCalls();
  const region = useRef<HTMLElement>(null);
  useFocusKeeper(region);
  return (
    <section className="column calls" aria-label="Calls" ref={region} tabIndex={-1}>
      <AfterCallWork />
      {calls.length === 0 ? <NoCall /> : calls.map((call) => <CallCard key={call.id} id={call.id} />)}
    </section>
  );
}

function HistoryColumn() {
  return (
    <section className="column history" aria-label="History">
      <RecordsPanel />
    </section>
  );
}

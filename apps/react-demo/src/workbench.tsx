import { useCalls } from '@callstation/react';
import { PhoneIncoming } from 'lucide-react';
import { useRef, useState } from 'react';

import { AbsenceNote } from './absence-note.tsx';
import { AfterCallWork } from './after-call-work.tsx';
import { BoardPanel } from './board-panel.tsx';
import { CallCard } from './call-card.tsx';
import { CallLog } from './call-log.tsx';
import { simulateCustomer } from './centre-api.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Contacts } from './contacts-panel.tsx';
import { DeskCard } from './desk-card.tsx';
import { DialBox } from './dial-box.tsx';
import { Header } from './header.tsx';
import { ProblemProvider, useProblem } from './problem.tsx';
import { RecordingsList } from './recordings-list.tsx';
import { useCallLog } from './use-call-log.ts';
import { useFocusKeeper } from './use-focus-keeper.ts';
import { useRinging } from './use-ringing.ts';

/** The seat: dial on the left, calls in the middle, history on the right. */
export function Workbench({ onSignOut }: { onSignOut: () => void }) {
  return (
    <ProblemProvider>
      <div className="workbench">
        <Header onSignOut={onSignOut} />
        <ConnectionBanner />
        <AbsenceNote />
        <Ringing />
        <BoardPanel />
        <main className="columns">
          <section className="column" aria-label="Dial">
            <DialBox />
            <DeskCard />
            <Contacts />
          </section>
          <CallsColumn />
          <HistoryColumn />
        </main>
      </div>
    </ProblemProvider>
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

function NoCall() {
  const { attempt } = useProblem();
  const [busy, setBusy] = useState(false);
  const simulate = async (): Promise<void> => {
    setBusy(true);
    await attempt(simulateCustomer());
    setBusy(false);
  };
  return (
    <div className="empty">
      <span className="empty-icon">
        <PhoneIncoming aria-hidden />
      </span>
      <h2>Ready for a call</h2>
      <p>Dial 10001 to hear somebody, or let a customer call you.</p>
      <button type="button" className="button primary" disabled={busy} onClick={() => void simulate()}>
        Simulate a customer
      </button>
    </div>
  );
}

function HistoryColumn() {
  const log = useCallLog();
  return (
    <section className="column" aria-label="History">
      <CallLog entries={log} />
      <RecordingsList />
    </section>
  );
}

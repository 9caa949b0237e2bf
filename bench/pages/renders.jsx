import { createWorkstation } from '@callstation/core';
import { useCall, WorkstationProvider } from '@callstation/react';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { fakeBackend } from './fake-backend.js';

const ROWS = 50;
const LEVELS_PER_SECOND = 1000;
const CHANGES_PER_SECOND = 10;
const TICK_MS = 4;

/** Renders of every row, counted in the component body; levels drive a bar by hand, as a meter should. */
function Row({ id, renders, heard, workstation }) {
  renders.count++;
  const { call } = useCall(id);
  useEffect(() => workstation.levels(id, () => void heard.count++), [workstation, id, heard]);
  return <p data-mute={call?.mute}>{call?.peer.number}</p>;
}

async function run(seconds) {
  const backend = fakeBackend(ROWS);
  const workstation = createWorkstation({ backend });
  let subscribers = 0;
  // Counts what the binding leaves behind.
  const counted = {
    ...workstation,
    subscribe(fn) {
      subscribers++;
      const off = workstation.subscribe(fn);
      return () => {
        subscribers--;
        off();
      };
    },
  };
  await workstation.connect();
  const renders = { count: 0 };
  const heard = { count: 0 };
  const root = createRoot(document.getElementById('root'));
  const rows = backend.ids.map((id) => <Row key={id} {...{ id, renders, heard, workstation: counted }} />);
  flushSync(() => root.render(<WorkstationProvider workstation={counted}>{rows}</WorkstationProvider>));
  await new Promise((done) => setTimeout(done, 100));
  renders.count = 0;

  let sent = 0;
  let changes = 0;
  const started = performance.now();
  await new Promise((done) => {
    const timer = setInterval(() => {
      const at = (performance.now() - started) / 1000;
      for (; sent < Math.min(at, seconds) * LEVELS_PER_SECOND; sent++) backend.level(sent % ROWS, (sent % 100) / 100);
      if (changes < Math.min(at, seconds) * CHANGES_PER_SECOND) backend.toggle(changes++ % ROWS);
      if (at < seconds) return;
      clearInterval(timer);
      setTimeout(done, 100);
    }, TICK_MS);
  });
  const counts = { renders: renders.count, changes, levels: heard.count, sent };
  root.unmount();
  await new Promise((done) => setTimeout(done, 50));
  return { ...counts, subscribers: subscribers + backend.levelListeners };
}

globalThis.bench = { run };

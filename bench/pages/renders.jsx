import { createWorkstation } from '@callstation/core';
import { useCall, useWorkstation, WorkstationProvider } from '@callstation/react';
import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { fakeBackend } from './fake-backend.js';

const ROWS = 50;
const LEVELS_PER_SECOND = 1000;
const CHANGES_PER_SECOND = 10;
const TICK_MS = 4;

const counters = { renders: 0, heard: 0 };
const countRender = () => void counters.renders++;
const countLevel = () => void counters.heard++;

/** Renders of every row, counted in the component body; levels go past React, as a meter's should. */
function Row({ id }) {
  countRender();
  const workstation = useWorkstation();
  const { call } = useCall(id);
  useEffect(() => workstation.levels(id, countLevel), [workstation, id]);
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
  const root = createRoot(document.getElementById('root'));
  const rows = backend.ids.map((id) => <Row key={id} id={id} />);
  flushSync(() => root.render(<WorkstationProvider workstation={counted}>{rows}</WorkstationProvider>));
  await new Promise((done) => setTimeout(done, 100));
  Object.assign(counters, { renders: 0, heard: 0 });

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
  const counts = { renders: counters.renders, changes, levels: counters.heard, sent };
  root.unmount();
  await new Promise((done) => setTimeout(done, 50));
  return { ...counts, subscribers: subscribers + backend.levelListeners };
}

globalThis.bench = { run };

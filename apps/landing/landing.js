// The page works without this: it tells the centre's health and which demos are still being built, and copies a number.
const state = document.querySelector('#state');
const copied = document.querySelector('#copied');

async function tellHealth() {
  const answer = await fetch('healthz').catch(() => null);
  if (!state) return;
  state.hidden = false;
  state.textContent = answer?.ok ? 'The centre is running' : 'The centre does not answer';
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.addEventListener('click', async () => {
    const number = button.getAttribute('data-copy') ?? '';
    const done = await navigator.clipboard?.writeText(number).then(
      () => true,
      () => false,
    );
    if (copied) copied.textContent = done ? `${number} is copied.` : `Type ${number} in the demo.`;
  });
}

/** How often it is looked whether a demo is built, milliseconds. */
const EVERY = 2000;

/** Marks what is built behind the open port, until it is there: a page then stands in for it, which says so in its first lines. */
async function tellWaiting(links) {
  const pages = [...new Set(links.map(({ pathname }) => pathname))];
  const states = new Map(await Promise.all(pages.map(async (page) => [page, await standIn(page)])));
  for (const link of links) {
    const state = states.get(link.pathname);
    if (state) link.dataset.standsIn = state;
    else delete link.dataset.standsIn;
  }
  const waiting = links.filter((link) => link.dataset.standsIn === 'waits');
  if (waiting.length > 0) setTimeout(() => void tellWaiting(waiting), EVERY);
}

async function standIn(page) {
  const answer = await fetch(page).catch(() => null);
  return /data-stands-in="(\w+)"/.exec((await answer?.text().catch(() => '')) ?? '')?.[1];
}

void tellHealth();
void tellWaiting([...document.querySelectorAll('a[href]')]);

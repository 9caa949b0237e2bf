// The page works without this: it only tells the centre's health and copies a number.
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

void tellHealth();

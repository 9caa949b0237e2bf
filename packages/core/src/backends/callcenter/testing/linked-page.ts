import { fakeOffer, recordEvents, settle } from '@callstation/testkit';

import { DOMAIN_EVENTS, type Update } from '../../../model/index.ts';
import { createPage } from './scripted-centre.ts';

/** A call is offered. */
export const offer = (id: string, at = 1): Update => ({
  type: 'session',
  session: fakeOffer(id, '1', 1_700_000_000_000 + at),
  cause: 'sessionOffered',
});

/** A page that is signed in, and every event of it. */
export async function linked(options: Parameters<typeof createPage>[0] = {}) {
  const page = createPage(options);
  const events = recordEvents(page.workstation, [...DOMAIN_EVENTS, 'resynchronised']);
  await page.workstation.connect();
  await settle();
  const ids = (): string[] => page.workstation.getSnapshot().sessions.map(({ id }) => id);
  return { ...page, events, ids };
}

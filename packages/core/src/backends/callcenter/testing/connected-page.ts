import { fakeAgent, fakeOffer, settle } from '@callstation/testkit';

import { callCommand, reduceCall, type CallSnapshot, type Update } from '../../../model/index.ts';
import { createPage } from './scripted-centre.ts';

/** An update that tells of that call. */
export const session = (call: CallSnapshot, cause: 'sessionOffered' | 'sessionActive' | 'sessionChanged'): Update => ({
  type: 'session',
  session: call,
  cause,
});
/** A call is offered. */
export const offered = session(fakeOffer('s1'), 'sessionOffered');
/** A call that this agent talks in at that page. */
export const activeAt = (page: string, changes: object = {}): CallSnapshot => {
  const [connecting] = reduceCall(fakeOffer('s1'), { ...callCommand('answer', {}, page), at: 1 });
  const [call] = reduceCall(connecting, { type: 'leg', leg: { state: 'flowing', at: { page } }, at: 2 });
  return { ...call, ...changes } as CallSnapshot;
};

/** A page that is signed in, as the lead page or not, with what a test asks of it. */
export async function connected(lead = true, ids = 'r') {
  const page = createPage({ ids });
  await page.workstation.connect();
  await settle();
  const { pageId } = page.workstation.getSnapshot().page;
  const agent = fakeAgent('alice', { leadPage: lead ? pageId : 'another' });
  page.centre.publish({ type: 'agent', agent, cause: 'agentChanged' });
  await settle();
  const active = (changes: object = {}): CallSnapshot => activeAt(pageId, changes);
  const tell = async (...updates: Update[]): Promise<void> => {
    page.centre.publish(...updates);
    await settle();
  };
  const sent = (method: string): number => page.centre.requests.filter((one) => one.method === method).length;
  const mayListen = (): boolean => page.mayListen.some((may) => may());
  return { ...page, agent, active, tell, sent, pageId, mayListen };
}

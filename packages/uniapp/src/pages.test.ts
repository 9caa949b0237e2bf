import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TcccSessionInfo } from './events.ts';
import { TcccWorkstation } from './tccc-workstation.ts';
import { openPage, told } from './testing/open-page.ts';

/** A page of the vendor's demo, which listens anew whenever it is shown: at once, or when it knows that it is signed in. */
async function demo(inCallback: boolean) {
  const page = await openPage();
  const { tccc, workstation } = page;
  const ringing: string[] = [];
  const bind = (): void => tccc.on('onNewSession', ({ sessionId }: TcccSessionInfo) => ringing.push(sessionId));
  return {
    ...page,
    /** What it was told of, in order. */
    ringing,
    /** What rings in truth. */
    rings: (): string[] =>
      workstation
        .getSnapshot()
        .sessions.filter(({ phase }) => phase === 'offered')
        .map(({ id }) => id),
    show(): Promise<unknown> {
      tccc.off('*');
      const checked = told((callback) => tccc.checkLogin(callback));
      if (inCallback) return checked.then(bind);
      bind();
      return checked;
    },
  };
}

describe('a page that forgets its listeners and takes them up again', () => {
  it.each([true, false])(
    'is told of a call that begins to ring in between (bound in the callback: %s)',
    async (late) => {
      const { tccc, centre, show, ringing, settle } = await demo(late);
      tccc.off('*');
      const id = centre.callIn();
      await settle();
      expect(ringing).toEqual([]);
      await show().then(settle);
      expect(ringing).toEqual([id]);
      await show().then(settle);
      expect(ringing).toEqual([id]);
      expect(await tccc.answer()).toMatchObject({ code: 0 });
    },
  );

  it('is not told of a call that has stopped ringing meanwhile', async () => {
    const { tccc, centre, show, ringing, settle } = await demo(true);
    tccc.off('*');
    centre.end(centre.callIn(), { reason: 'remoteCancel', by: 'peer' });
    await show().then(settle);
    expect(ringing).toEqual([]);
  });

  it('is told by a facade that is made anew only of what nobody was told of', async () => {
    const { tccc, centre, show, ringing, workstation, settle } = await demo(false);
    await show();
    const first = centre.callIn();
    await settle();
    expect(ringing).toEqual([first]);
    tccc.destroy();
    const second = centre.callIn();
    const after: string[] = [];
    new TcccWorkstation({ workstation }).on('onNewSession', ({ sessionId }) => after.push(sessionId));
    await settle();
    expect(after).toEqual([second]);
  });

  it('hears of every ringing call exactly once, however calls and page shows are mixed', async () => {
    const steps = fc.array(fc.constantFrom('call', 'end', 'off', 'show', 'hasty show', 'answer'), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (acts, late) => {
        const { tccc, centre, show, ringing, rings, settle } = await demo(late);
        const last = (): string => rings().at(-1) ?? '';
        await show();
        for (const act of acts) {
          if (act === 'call') centre.callIn();
          if (act === 'end') centre.end(last(), { reason: 'remoteCancel', by: 'peer' });
          if (act === 'off') tccc.off('*');
          if (act === 'answer') await tccc.answer().catch(() => null);
          if (act === 'show') await show();
          // The page after it is shown before this one has done anything.
          if (act === 'hasty show') void show();
        }
        await show().then(settle);
        expect(ringing).toEqual(expect.arrayContaining(rings()));
        expect([...new Set(ringing)]).toEqual(ringing);
      }),
      { numRuns: 100 },
    );
  });
});

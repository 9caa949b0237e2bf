import type { Scenario } from '../scenario.ts';

/** An agent's mobile or desk phone: the agent's voice is a hum of its own frequency. */
function humming(hz: number) {
  return {
    title: `An agent's phone: rings a second, picks up, hums ${hz} Hz`,
    steps: [{ do: 'ring', ms: 1000 }, { do: 'answer' }, { do: 'tone', hz, ms: 3_600_000 }],
  } satisfies Scenario;
}

/** 20001. */
export const phone = humming(1200);
/** 20002. */
export const phone2 = humming(1400);
/** 20003. */
export const phone3 = humming(1600);
/** 20004. */
export const phone4 = humming(1800);

/** 20008. */
export const phoneShort = {
  title: "An agent's phone: picks up, hangs up after 3 seconds",
  steps: [{ do: 'ring', ms: 1000 }, { do: 'answer' }, { do: 'hangup', after: 3000 }],
} satisfies Scenario;

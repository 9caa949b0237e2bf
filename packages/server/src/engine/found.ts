import type { Clock } from '@callstation/core/ports';
import type { Found, Terms } from '../domain/types.ts';
import type { AppConfig, SkillGroupConfig } from './app-config.ts';
import type { LookUpAnswer } from './look-up.ts';
import { groupOf } from './terms.ts';

/** No call waits longer for what is known of it, whoever is asked. Milliseconds. */
const LONGEST_MS = 500;

/** The answer, or null when there is none by then. Never rejects. */
export function answerInTime(asked: Promise<LookUpAnswer | null>, clock: Clock): Promise<LookUpAnswer | null> {
  return new Promise((resolve) => {
    const cancel = clock.after(LONGEST_MS, () => resolve(null));
    asked
      .catch(() => null)
      .then((answer) => {
        cancel();
        resolve(answer);
      })
      .catch(() => undefined);
  });
}

/** What a conversation makes of an answer; what the app does not know is left out. */
export function foundOf(
  answer: LookUpAnswer | null,
  app: AppConfig,
  termsOf: (group: SkillGroupConfig) => Terms,
): Found {
  const { name, priority, agent, skillGroup, remark, data } = answer ?? {};
  const group = skillGroup === undefined ? undefined : groupOf(app, skillGroup);
  return {
    ...(name === undefined ? {} : { name }),
    ...(priority === undefined ? {} : { priority }),
    ...(agent === undefined ? {} : { agent }),
    ...(group === undefined ? {} : { terms: termsOf(group) }),
    context: { ...(remark === undefined ? {} : { remark }), ...(data === undefined ? {} : { userData: data }) },
  };
}

import { TcccErrorCode } from '@/uni_modules/callstation-workstation';
import { tellMicrophoneRefused } from './microphone';
import { tell } from './notice';
import { say } from './settings';

/** What an operation's promise rejects with. */
export interface Failure {
  code: number;
  message: string;
  extraInfo?: { data?: unknown };
}

/** Tells what went wrong, for people. */
export async function tellFailure({ code, message, extraInfo }: Failure): Promise<void> {
  if (code !== TcccErrorCode.ERR_MIC_NOT_AUTHORIZED) return tell(say('failed', { reason: `${message} (${code})` }));
  const { always } = (extraInfo?.data ?? {}) as { always?: boolean };
  await tellMicrophoneRefused(always === true);
}

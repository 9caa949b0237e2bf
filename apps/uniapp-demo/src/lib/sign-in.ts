import { TCCCLoginType, TcccErrorCode } from '@/uni_modules/callstation-workstation';
import { leaveCalls } from './call';
import { workstation } from './workstation';
import { microphone } from './microphone';
import { keepTelling } from './notice';
import { onPhone } from './platform';
import { keepSettings, say, settings } from './settings';

/** Asks the back end of the product for a token: here the demo centre's own endpoint, which believes everybody. */
function fetchToken(centre: string, agent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    uni.request({
      url: `${centre}/dev/tokens`,
      method: 'POST',
      header: { 'content-type': 'application/json' },
      // A page without a web origin needs a token that was made for such a one.
      data: onPhone ? { agent, audience: 'app' } : { agent },
      success({ statusCode, data }) {
        const { token, error } = (data ?? {}) as { token?: string; error?: { message?: string } };
        if (statusCode === 200 && token !== undefined) resolve(token);
        else reject(new Error(say('tokenFailed', { centre, reason: error?.message ?? String(statusCode) })));
      },
      fail: () => reject(new Error(say('unreachable', { centre }))),
    });
  });
}

/** Signs in at the centre of the settings. Resolves with null, or with why it did not. */
export async function signIn(): Promise<string | null> {
  const centre = settings.centre.trim().replace(/\/$/u, '');
  const agent = settings.agent.trim();
  if (!/^https?:\/\/\S+$/u.test(centre)) return say('centreMissing');
  if (agent === '') return say('agentMissing');
  try {
    const token = await fetchToken(centre, agent);
    const refused = await new Promise<string | null>((resolve) => {
      void workstation.login(
        { sdkAppID: '1400000001', userId: agent, token, type: TCCCLoginType.Agent, url: centre },
        (code, message) => resolve(code === TcccErrorCode.ERR_NONE ? null : `${message} (${code})`),
      );
    });
    if (refused !== null) return say('failed', { reason: refused });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  keepTelling('');
  keepSettings({ centre, agent, signedIn: true });
  return null;
}

/** Signs out and forgets it was in. */
export function signOut(): void {
  keepSettings({ signedIn: false });
  leaveCalls();
  keepTelling('');
  microphone.refusal = null;
  void workstation.logout(null);
}

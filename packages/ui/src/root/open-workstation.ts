import { createWorkstation, type Workstation } from '@callstation/core';

/** Where a token comes from: itself, or what fetches one. */
export type TokenSource = string | (() => string | Promise<string>);

/** A workstation of a Callstation centre. SIP and media are loaded here, so that who brings their own need not have them. */
export async function openWorkstation(url: string, token: TokenSource): Promise<Workstation> {
  const { callcenter } = await import('@callstation/core/callcenter');
  return createWorkstation({ backend: callcenter({ url, token: typeof token === 'string' ? () => token : token }) });
}

/** Fetches a token from a route of the page's own server, which answers with the token and nothing else. */
export const tokenFrom = (route: string) => async (): Promise<string> => {
  const answer = await fetch(route, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`${route} answered ${answer.status} and no token.`);
  return (await answer.text()).trim();
};

import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Centre } from './centre.ts';

/** By what the back end of the shop signs in for its agents. */
export const SHOP = {
  sdkAppId: 1_400_000_077,
  secretId: 'shop-of-the-tests',
  secretKey: 'a-key-of-the-shop-that-is-long-enough-for-it',
} as const;
/** Its numbers: of Mia's queue, of Ned's, of one that is rung for a second, of a menu. */
export const LINES = { care: '4100', back: '4101', hurried: '4102', menu: '4109' } as const;
const POOL = { id: 'north', numbers: ['+862160000001', '+862160000002'] };

const choice = (label: string, go: string): { label: string; go: string } => ({ label, go });
const SHOP_APP = {
  ...{ id: 'shop', secret: 'a-secret-of-the-shop-that-is-long-enough', defaultCountry: 'CN', locationLanguage: 'en' },
  ...{ vendors: { tccc: SHOP }, numberMask: { caller: true, callee: true }, numberPools: [POOL] },
  callerNumber: LINES.care,
  agents: [
    { id: 'mia@shop.example', name: 'Mia', mobile: '20001', phone: '20002' },
    { id: 'ned@shop.example', name: 'Ned' },
    { id: 'lea@shop.example', name: 'Lea' },
  ],
  skillGroups: [
    { id: 'care', numbers: [LINES.care], members: ['mia@shop.example'], wrapUpMs: 30_000 },
    { id: 'back', numbers: [LINES.back], members: ['ned@shop.example'], ringTimeoutMs: 15_000 },
    { id: 'hurried', numbers: [LINES.hurried], members: ['mia@shop.example'], ringTimeoutMs: 1000 },
  ],
  ivrs: [
    {
      ...{ id: 'menu', numbers: [LINES.menu], entry: 'ask' },
      nodes: [
        {
          ...{ id: 'ask', kind: 'keys', prompt: { say: 'please-wait' }, otherwise: 'bye' },
          choices: { '1': choice('Orders', 'care'), '2': choice('Returns', 'care') },
        },
        { id: 'care', kind: 'group', skillGroup: 'care' },
        { id: 'bye', kind: 'hangup' },
      ],
    },
  ],
};

/** A configuration file with the shop in it, which keeps numbers from its agents. */
export function writeShopConfig(): { flags: string[]; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'callstation-shop-'));
  const file = join(folder, 'shop.json');
  writeFileSync(file, JSON.stringify({ apps: [SHOP_APP] }));
  return { flags: ['--config', file], remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What the vendor's cloud API answers with. */
export interface LoginToken {
  Token: string;
  SdkURL: string;
}

/** What the shop's back end does: signs `CreateSDKLoginToken` and sends it to the centre. */
export async function createLoginToken(centre: Centre, SeatUserId: string, OnlyOnce = false): Promise<LoginToken> {
  const body = JSON.stringify({ SdkAppId: SHOP.sdkAppId, SeatUserId, OnlyOnce });
  const timestamp = Math.floor(Date.now() / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const { host } = new URL(centre.url);
  const type = 'application/json; charset=utf-8';
  const canonical = ['POST', '/', '', `content-type:${type}\nhost:${host}\n`, 'content-type;host', sha256(body)];
  const scope = `${date}/ccc/tc3_request`;
  const text = ['TC3-HMAC-SHA256', String(timestamp), scope, sha256(canonical.join('\n'))].join('\n');
  const key = hmac(hmac(hmac(`TC3${SHOP.secretKey}`, date), 'ccc'), 'tc3_request');
  const signature = hmac(key, text).toString('hex');
  const proof = `Credential=${SHOP.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`;
  const answer = await fetch(centre.url, {
    method: 'POST',
    body,
    headers: {
      ...{ 'content-type': type, authorization: `TC3-HMAC-SHA256 ${proof}` },
      ...{ 'x-tc-action': 'CreateSDKLoginToken', 'x-tc-version': '2020-02-10', 'x-tc-timestamp': String(timestamp) },
    },
  });
  const { Response } = (await answer.json()) as { Response: LoginToken & { Error?: { Message: string } } };
  if (Response.Error) throw new Error(Response.Error.Message);
  return Response;
}

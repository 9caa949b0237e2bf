import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSigningSecret, secretProblem, signedHeaders } from './signature.ts';

describe('a signature', () => {
  const secret = newSigningSecret();
  const body = '{"text":"你好 \u{1f600}"}';
  const headers = signedHeaders('evt_1', Date.now(), body, secret);

  it('is one that a Standard Webhooks library verifies', () => {
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  it('fails for another body, id, time or secret', () => {
    const verify = (more: object, text = body, key = secret) => new Webhook(key).verify(text, { ...headers, ...more });
    expect(() => verify({}, `${body} `)).toThrow('No matching signature');
    expect(() => verify({ 'webhook-id': 'evt_2' })).toThrow('No matching signature');
    expect(() => verify({ 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) })).toThrow('No matching');
    expect(() => verify({}, body, newSigningSecret())).toThrow('No matching signature');
  });

  it('wants a secret of its form', () => {
    expect(secretProblem(newSigningSecret())).toBeNull();
    for (const bad of ['', 'whsec_', 'whsec_c2hvcnQ=', secret.slice(6), `${secret}!`, `whsec_${'A'.repeat(90)}`])
      expect(secretProblem(bad)).toMatch(/whsec_/u);
  });
});

// A back end as the vendor's documentation has it: its official client, its options; only the endpoint is another one.
// A process of its own, because what Node trusts is settled when it starts.
import { createRequire } from 'node:module';
import { CommonClient } from 'tencentcloud-sdk-nodejs-common';

/**
 * The SDK's common package signs and sends for all its services; a service's client is a name and a version on top of it.
 * `TENCENT_SDK`: the folder of the whole SDK, whose own client is then used.
 */
const { TENCENT_SDK, ENDPOINT = '', SECRET_ID = '', SECRET_KEY = '', PARAMETERS = '{}' } = process.env;

const config = {
  credential: { secretId: SECRET_ID, secretKey: SECRET_KEY },
  region: '',
  profile: { httpProfile: { endpoint: ENDPOINT } },
};
const parameters = JSON.parse(PARAMETERS);

/** @returns {Promise<unknown>} */
function ask() {
  if (TENCENT_SDK !== undefined) {
    const { ccc } = createRequire(import.meta.url)(TENCENT_SDK);
    return new ccc.v20200210.Client(config).CreateSDKLoginToken(parameters);
  }
  const client = new CommonClient('ccc.tencentcloudapi.com', '2020-02-10', config);
  return client.request('CreateSDKLoginToken', parameters);
}

/** @param {unknown} value */
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  say({ answer: await ask() });
} catch (error) {
  const { code, message, requestId } = /** @type {{ code: string, message: string, requestId: string }} */ (error);
  say({ error: { code, message, requestId } });
}

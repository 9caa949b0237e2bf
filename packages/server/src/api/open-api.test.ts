import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiRig, type ApiRig } from './testing/api-rig.ts';

interface Document {
  openapi: string;
  servers: { url: string }[];
  paths: Record<string, Record<string, { operationId: string; responses: object; parameters: { name: string }[] }>>;
}
let rig: ApiRig;
beforeEach(async () => void (rig = await apiRig({ basePath: '/phone' })));
afterEach(() => rig.stop());
const documentOf = async () => (await rig.ask('GET', '/v1/openapi.json', { key: null })).body as Document;

describe('the OpenAPI document', () => {
  it('has every route that is served under /v1', async () => {
    const { paths } = await documentOf();
    const documented = Object.entries(paths).flatMap(([path, of]) =>
      Object.keys(of).map((method) => `${method.toUpperCase()} /phone/v1${path.replaceAll(/\{(\w+)\}/gu, ':$1')}`),
    );
    const served = rig.served.filter((one) => one.includes('/v1/') && !NOT_ROUTES.some((path) => one.endsWith(path)));
    expect(served.toSorted()).toEqual(documented.toSorted());
    expect(documented.length).toBeGreaterThan(5);
  });

  it('names where it is served, and every operation once', async () => {
    const { openapi, servers, paths } = await documentOf();
    expect([openapi, servers]).toEqual(['3.1.0', [{ url: '/phone/v1' }]]);
    const names = Object.values(paths).flatMap((of) => Object.values(of).map(({ operationId }) => operationId));
    expect(new Set(names).size).toBe(names.length);
  });

  it('tells parameters with what is expected of them, and refusals', async () => {
    const { paths } = await documentOf();
    expect(paths['/sessions']?.['get']).toMatchObject({
      parameters: expect.arrayContaining([expect.objectContaining({ name: 'after', in: 'query', required: false })]),
      responses: { 200: {}, 400: {}, 401: {}, 403: {}, 429: {} },
    });
    expect(paths['/keys/{id}']?.['delete']?.responses).toHaveProperty('204');
  });
});

/** Not of the API: the document itself. */
const NOT_ROUTES = ['/v1/openapi.json'];

describe('/docs', () => {
  it('is a page with everything from here', async () => {
    const page = await rig.app.inject('/phone/docs/');
    expect(page.statusCode).toBe(200);
    const wanted = [...page.body.matchAll(/(?:src|href)="([^"]+)"/gu)].map(([, path]) => String(path));
    expect(wanted.length).toBeGreaterThan(4);
    for (const path of wanted) {
      const url = new URL(path, 'http://localhost/phone/docs/');
      expect([url.host, (await rig.app.inject(url.pathname)).statusCode]).toEqual(['localhost', 200]);
    }
    expect(page.body).not.toMatch(/<script>|<style>|on\w+="/u);
  });
});

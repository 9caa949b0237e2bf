import { CallstationError } from '@callstation/core/protocol';
import type { FastifyPluginAsync } from 'fastify';
import * as v from 'valibot';
import type { Customer } from './customer.ts';
import { issueText, ScenarioSchema, ToneSchema } from './scenario.ts';
import type { Simulator } from './simulator.ts';

const BODY_LIMIT = 64 * 1024;

const number = v.pipe(v.string(), v.regex(/^\+?[0-9*#]{1,32}$/, 'digits, with + in front if need be'));
const ScenarioInput = v.union([v.pipe(v.string(), v.maxLength(40)), ScenarioSchema]);
const said = v.exactOptional(v.pipe(v.string(), v.maxLength(2048)));
const VisitorInput = v.strictObject({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  ...{ name: said, avatar: said, location: said, remark: said, data: said, channel: said, channelName: said },
});
const CreateBody = v.strictObject({
  from: v.exactOptional(number),
  to: v.exactOptional(number),
  skillGroup: v.exactOptional(v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/, 'letters, digits, . _ -'))),
  scenario: v.exactOptional(ScenarioInput),
  visitor: v.exactOptional(VisitorInput),
});
const PressBody = v.strictObject({ keys: v.pipe(v.string(), v.regex(/^[0-9A-D*#]{1,32}$/, 'keys are 0-9 * # A-D')) });
const SayBody = v.union([v.strictObject({ tone: ToneSchema }), v.strictObject({ voice: v.string() })]);
const NumberBody = v.strictObject({ scenario: v.nullable(ScenarioInput) });

/** Checks a body; an absent one counts as `{}`. */
function parse<S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, body ?? {});
  // valibot takes an array for an object without keys.
  if (Array.isArray(body)) throw new CallstationError('invalidArgument', 'The body must be an object.');
  if (result.success) return result.output;
  throw new CallstationError('invalidArgument', issueText('', result.issues[0]));
}

/**
 * The simulator over HTTP, for demos and tests only: registered in demo mode, absent otherwise.
 *
 * - `POST /dev/customers {from?, to?, skillGroup?, scenario?, visitor?}` makes a customer call in: 201 with the report.
 * - `GET /dev/customers` all customers, dialled numbers included, newest first; `?number=10001` only those of a number.
 * - `GET /dev/customers/:id` what that customer heard (level per tone, silence) and got (digits).
 * - `POST /dev/customers/:id/say {tone: {hz, ms, level?}} | {voice}` makes them speak.
 * - `POST /dev/customers/:id/mark` looks for dips in what they hear from now on: `heard.sinceMark` of the report.
 * - `DELETE /dev/customers/:id` makes them hang up.
 * - `POST /dev/customers/:id/press {keys}` makes them press keys.
 * - `PUT /dev/numbers/:number {scenario | null}` sets what a dialled number does.
 *
 * Errors are thrown as CallstationError: `answerErrors` of the app makes `{error: {code, message, retryable}}` of them.
 *
 * @example
 * await app.register(devRoutes(simulator));
 */
export function devRoutes(simulator: Simulator): FastifyPluginAsync {
  const { customers } = simulator;
  const find = (id: string): Customer => {
    const customer = customers.find(id);
    if (!customer) throw new CallstationError('notFound', 'No such customer. It may have been forgotten.');
    return customer;
  };
  return async (app) => {
    // A POST without a body is a customer with all the defaults.
    app.removeContentTypeParser('application/json');
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => {
        try {
          done(null, body === '' ? undefined : JSON.parse(String(body)));
        } catch {
          done(new CallstationError('invalidArgument', 'The body is not JSON.'));
        }
      },
    );
    app.post('/dev/customers', async (request, reply) => {
      const customer = customers.create(parse(CreateBody, request.body));
      return reply.code(201).send(customer.report());
    });
    app.get<{ Querystring: { number?: string } }>('/dev/customers', async (request) => {
      const { number: only } = request.query;
      const all = customers.list();
      return only === undefined ? all : all.filter((report) => report.number === only);
    });
    app.get<{ Params: { id: string } }>('/dev/customers/:id', async (request) => find(request.params.id).report());
    app.delete<{ Params: { id: string } }>('/dev/customers/:id', async (request) => {
      const customer = find(request.params.id);
      customer.hangup();
      return customer.report();
    });
    app.post<{ Params: { id: string } }>('/dev/customers/:id/say', async (request) => {
      const customer = find(request.params.id);
      customer.say(parse(SayBody, request.body));
      return customer.report();
    });
    app.post<{ Params: { id: string } }>('/dev/customers/:id/press', async (request) => {
      const customer = find(request.params.id);
      customer.press(parse(PressBody, request.body).keys);
      return customer.report();
    });
    app.post<{ Params: { id: string } }>('/dev/customers/:id/mark', async (request) => {
      const customer = find(request.params.id);
      customer.mark();
      return customer.report();
    });
    app.put<{ Params: { number: string } }>('/dev/numbers/:number', async (request) => {
      const { scenario } = parse(NumberBody, request.body);
      const dialled = v.safeParse(number, request.params.number);
      if (!dialled.success) throw new CallstationError('invalidArgument', issueText('number', dialled.issues[0]));
      simulator.script(dialled.output, scenario);
      return { number: dialled.output, scenario };
    });
  };
}

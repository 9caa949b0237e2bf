import { createWorkstation, type Workstation } from '@callstation/core';
import {
  callCommand,
  reduceCall,
  type ActiveCall,
  type AgentSnapshot,
  type CallSnapshot,
} from '@callstation/core/model';
import {
  createFakeBackend,
  createFakeLogger,
  fakeAgent,
  fakeOffer,
  fakeState,
  settle,
  type FakeBackend,
} from '@callstation/testkit';
import { LitElement } from 'lit';

import { defineElements } from '../elements.ts';
import type { CsWorkstation } from '../root/cs-workstation.ts';

/** A root with elements inside it, over a backend that says what it is told to. */
export interface OpenSeat {
  backend: FakeBackend;
  workstation: Workstation;
  root: CsWorkstation;
  /** Waits until what is on its way has been shown. */
  settled(): Promise<void>;
  tell(...updates: Parameters<FakeBackend['emit']>): Promise<void>;
  show(call: CallSnapshot): Promise<void>;
  be(agent: Partial<AgentSnapshot>): Promise<void>;
  /** Method and params of the newest request that changes something. */
  asked(): unknown[];
  /** A call in conversation in this page. */
  active(changes?: Partial<ActiveCall>, id?: string): ActiveCall;
  /** The first element that a selector finds, into shadow roots. */
  find<E extends Element = HTMLElement>(selector: string): E;
  missing(selector: string): boolean;
  press(selector: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a seat with that inside its root. */
export async function openSeat(
  inside = '',
  attributes = 'lang="en"',
  prepare: (backend: FakeBackend) => void = () => undefined,
): Promise<OpenSeat> {
  defineElements();
  const backend = createFakeBackend({ state: fakeState({ agent: fakeAgent('alice', { name: 'Alice' }) }) });
  prepare(backend);
  const workstation = createWorkstation({ backend, ports: { logger: createFakeLogger() } });
  await workstation.connect();
  const { pageId } = workstation.getSnapshot().page;
  const host = document.createElement('div');
  host.innerHTML = `<cs-workstation ${attributes}>${inside}</cs-workstation>`;
  document.body.append(host);
  const [root] = host.getElementsByTagName('cs-workstation') as HTMLCollectionOf<CsWorkstation>;
  if (!root) throw new Error('no root');
  root.workstation = workstation;
  const settled = async (): Promise<void> => {
    await settle();
    await allUpdated(host);
  };
  const tell: OpenSeat['tell'] = async (...updates) => {
    backend.emit(...updates);
    await settled();
  };
  const find = <E extends Element = HTMLElement>(selector: string): E => {
    const found = findDeep(host, selector);
    if (!found) throw new Error(`nothing is ${selector}`);
    return found as E;
  };
  await settled();
  return {
    ...{ backend, workstation, root, settled, tell, find },
    show: (session) => tell({ type: 'session', session, cause: 'sessionChanged' }),
    be: (agent) =>
      tell({
        type: 'agent',
        agent: { ...fakeAgent('alice', { name: 'Alice' }), ...agent } as AgentSnapshot,
        cause: 'agentChanged',
      }),
    missing: (selector) => findDeep(host, selector) === null,
    asked() {
      const { method, params } = backend.requests.findLast((one) => !/^(directory|board)\./u.test(one.method)) ?? {};
      return [method, params];
    },
    active: (changes = {}, id = 's1') => activeCall(pageId, changes, id),
    async press(selector) {
      find(selector).click();
      await settled();
    },
    async close() {
      host.remove();
      await workstation.close();
    },
  };
}

/** A call of 10001 that page answered. */
export function activeCall(pageId: string, changes: Partial<ActiveCall> = {}, id = 's1'): ActiveCall {
  const connecting = reduceCall(fakeOffer(id, '10001'), { ...callCommand('answer', {}, pageId), at: 1 })[0];
  const leg = { state: 'flowing', at: { page: pageId } } as const;
  return { ...(reduceCall(connecting, { type: 'leg', leg, at: 2 })[0] as ActiveCall), ...changes };
}

function* deep(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

function findDeep(root: ParentNode, selector: string): Element | null {
  for (const element of deep(root)) if (element.matches(selector)) return element;
  return null;
}

/** Until no element has anything left to show. */
async function allUpdated(root: ParentNode): Promise<void> {
  for (let calm = false; !calm;) {
    calm = true;
    for (const element of [...deep(root)]) {
      if (!(element instanceof LitElement) || !element.isUpdatePending) continue;
      calm = false;
      await element.updateComplete;
    }
  }
}

import type { Runner } from '../runner.ts';
import { bindingEvents } from './binding-events.contract.ts';
import { bindingHandles } from './binding-handles.contract.ts';
import { bindingLeaks } from './binding-leaks.contract.ts';
import { bindingReads } from './binding-reads.contract.ts';
import type { BindingUnderTest } from './binding-under-test.ts';
import { bindingVerbs } from './binding-verbs.contract.ts';

/** What every binding to a UI framework keeps, but how often it renders: see {@link bindingRenderContract}. */
export function bindingContract(runner: Runner, name: string, binding: BindingUnderTest): void {
  runner.describe(`binding: ${name}`, () => {
    for (const part of [bindingReads, bindingHandles, bindingVerbs, bindingEvents, bindingLeaks]) part(runner, binding);
  });
}

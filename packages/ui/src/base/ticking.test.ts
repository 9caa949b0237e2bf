import { html, nothing, render } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { ticking } from './ticking.ts';

let place: HTMLElement;
beforeEach(() => {
  vi.useFakeTimers({ now: 10_000 });
  place = document.createElement('p');
});
afterEach(() => {
  render(nothing, place);
  vi.useRealTimers();
});

const seconds = (since: number): unknown => ticking((now) => String(Math.floor((now - since) / 1000)));

it('changes its text as time goes by, and nothing else', () => {
  render(html`<b>x</b>${seconds(5_000)}`, place);
  const [bold] = place.children;
  expect(place.textContent).toBe('x5');
  vi.advanceTimersByTime(2_000);
  expect(place.textContent).toBe('x7');
  expect(place.children[0]).toBe(bold);
});

it('has one timer for all, and none once the last is gone or out of the document', () => {
  const part = render(html`${seconds(0)} ${seconds(1_000)}`, place);
  expect(vi.getTimerCount()).toBe(1);
  part.setConnected(false);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(5_000);
  expect(place.textContent).toBe('10 9');
  part.setConnected(true);
  expect([place.textContent, vi.getTimerCount()]).toEqual(['15 14', 1]);
  render(nothing, place);
  expect(vi.getTimerCount()).toBe(0);
});

it('counts from another instant once it is given one', () => {
  const count = (since: number): void => void render(html`${seconds(since)}`, place);
  count(0);
  count(9_000);
  expect([place.textContent, vi.getTimerCount()]).toEqual(['1', 1]);
  vi.advanceTimersByTime(1_000);
  expect(place.textContent).toBe('2');
});

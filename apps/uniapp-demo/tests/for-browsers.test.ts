import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { fakeDevice } from './device.ts';

const BUTTON = (name: string): string => `<div class="${name}" role="button" tabindex="0"></div>`;
const SHEET = `<div class="sheet-shade"><div id="sheet" aria-modal="true" tabindex="-1">
  <uni-input aria-label="Name"><input id="name" /></uni-input>${BUTTON('sheet-leave')}${BUTTON('save')}</div></div>`;
const RINGS = `<div style="z-index: 30"><div id="rings" aria-modal="true" tabindex="-1">
  ${BUTTON('reject')}${BUTTON('answer')}</div></div>`;

/** As much as the observer of the page needs to look. */
const seen = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const find = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
const press = (key: string, more: KeyboardEventInit = {}): boolean =>
  (document.activeElement ?? document.body).dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
const at = (): string => document.activeElement?.id || document.activeElement?.className || '';

describe('uni-app’s elements in a browser', () => {
  const pressed = vi.fn<(name: string) => void>();
  let end: () => void;
  beforeAll(async () => {
    fakeDevice({ locale: 'zh-Hans' }, { reLaunch() {}, navigateTo() {}, navigateBack() {} });
    const { behaveAsInBrowsers } = await import('../src/lib/for-browsers.ts');
    end = behaveAsInBrowsers();
  });
  beforeEach(() => {
    document.body.innerHTML = `<main>${BUTTON('add')}<uni-input aria-label="Search"><input id="search" /></uni-input></main>`;
    document.body.onclick = ({ target }) => void (target instanceof Element && pressed(target.className));
    pressed.mockClear();
  });
  afterAll(() => end());

  it('buttons go by the keys of buttons, fields keep theirs, and the document has the language', async () => {
    await seen();
    expect(document.documentElement.lang).toBe('zh');
    find('.add').focus();
    expect([press('Enter'), press(' '), press('a')]).toEqual([false, false, true]);
    expect(pressed.mock.calls).toEqual([['add'], ['add']]);
    find('#search').focus();
    expect([press(' '), press('Tab')]).toEqual([true, true]);
    expect(pressed).toHaveBeenCalledTimes(2);
  });

  it('fields have the names of what is around them, also when these change', async () => {
    await seen();
    expect(find('#search').getAttribute('aria-label')).toBe('Search');
    find('uni-input').setAttribute('aria-label', '搜索');
    await seen();
    expect(find('#search').getAttribute('aria-label')).toBe('搜索');
  });

  it('a dialog takes the focus, keeps it, is left by Escape, and gives the focus back', async () => {
    await seen();
    find('.add').focus();
    document.body.insertAdjacentHTML('beforeend', SHEET);
    await seen();
    expect([at(), find('#name').getAttribute('aria-label')]).toEqual(['name', 'Name']);
    press('Tab', { shiftKey: true });
    expect(at()).toBe('save');
    press('Tab');
    expect(at()).toBe('name');
    find('.sheet-leave').focus();
    expect(press('Tab')).toBe(true);
    press('Escape');
    expect(pressed.mock.calls).toEqual([['sheet-leave']]);
    find('.sheet-shade').remove();
    await seen();
    expect(at()).toBe('add');
  });

  it('a call that comes in takes the focus from all, but no key that was meant for another answers it', async () => {
    await seen();
    find('#search').focus();
    document.body.insertAdjacentHTML('afterbegin', RINGS);
    document.body.insertAdjacentHTML('beforeend', SHEET);
    await seen();
    expect(at()).toBe('rings');
    press(' ');
    press('Escape');
    expect(pressed).not.toHaveBeenCalled();
    press('Tab', { shiftKey: true });
    expect(at()).toBe('answer');
    press('Tab');
    expect(at()).toBe('reject');
    find('[style]').remove();
    await seen();
    expect(at()).toBe('name');
    find('.sheet-shade').remove();
    await seen();
    expect(at()).toBe('search');
  });

  it('are as they were once it ended', async () => {
    end();
    document.body.insertAdjacentHTML('beforeend', SHEET);
    await seen();
    find('.add').focus();
    expect([press('Enter'), find('#name').getAttribute('aria-label')]).toEqual([true, null]);
  });
});

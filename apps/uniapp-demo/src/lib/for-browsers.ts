import { watchEffect } from 'vue';
import { language } from './settings';

const BUTTONS = ['button', 'radio'];
const DIALOG = '[aria-modal="true"]';
const REACHED_BY_TAB = 'input, [tabindex="0"]';

/**
 * What a page has by itself in HTML, and uni-app's elements have not: buttons go by keys, fields have their names, dialogs
 * hold the focus. Called once, in browsers alone. Returns how to end it.
 */
export function behaveAsInBrowsers(): () => void {
  const unwatch = watchEffect(() => (document.documentElement.lang = language.value));
  document.addEventListener('keydown', onKey);
  const followDialogs = createDialogFollower();
  const look = (): void => {
    nameFields();
    followDialogs();
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ['aria-label'],
  });
  look();
  return () => {
    unwatch();
    observer.disconnect();
    document.removeEventListener('keydown', onKey);
  };
}

function onKey(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const dialog = topDialog();
  if (key === 'Tab' && dialog) return keepInside(dialog, event);
  if (key === 'Escape') return dialog?.querySelector<HTMLElement>('.sheet-leave')?.click();
  if (!BUTTONS.includes(target.getAttribute('role') ?? '') || (key !== 'Enter' && key !== ' ')) return;
  event.preventDefault();
  target.click();
}

/** The one on top: it comes last, or lies over those that do. */
function topDialog(): HTMLElement | undefined {
  const height = (dialog: HTMLElement): number => Number(getComputedStyle(dialog.parentElement ?? dialog).zIndex) || 0;
  return [...document.querySelectorAll<HTMLElement>(DIALOG)].sort((a, b) => height(a) - height(b)).pop();
}

/** After the last comes the first again. */
function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>(REACHED_BY_TAB)];
  const [top, bottom] = [stops[0], stops[stops.length - 1]];
  const [first, last] = event.shiftKey ? [bottom, top] : [top, bottom];
  const at = document.activeElement;
  if (at !== last && at !== dialog && dialog.contains(at)) return;
  event.preventDefault();
  first?.focus();
}

/** The element that uni-app makes of a field has the real one inside, which knows nothing of its name. */
function nameFields(): void {
  for (const field of document.querySelectorAll('uni-input[aria-label]')) {
    const name = field.getAttribute('aria-label') ?? '';
    const input = field.querySelector('input');
    if (input && input.getAttribute('aria-label') !== name) input.setAttribute('aria-label', name);
  }
}

/** A dialog takes the focus when it comes, its first field if it has one, and gives it back. */
function createDialogFollower(): () => void {
  let current: HTMLElement | undefined;
  let before: Element | null = null;
  return () => {
    const dialog = topDialog();
    if (dialog === current) return;
    if (!current) before = document.activeElement;
    current = dialog;
    // Not a button: whoever types when a call comes in neither answers nor declines by that.
    if (dialog) return (dialog.querySelector('input') ?? dialog).focus();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}

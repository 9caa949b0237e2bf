type Page = 'numbers' | 'login' | 'calling' | 'settings';

const urlOf = (page: Page): string => `/pages/${page}/index`;

/** Goes to a page and closes every other. */
export function goTo(page: Exclude<Page, 'settings'>): void {
  void uni.reLaunch({ url: urlOf(page) });
}

/** Goes to the calling page, where that is not the one that shows. */
export function showCall(): void {
  const pages = getCurrentPages();
  if (pages[pages.length - 1]?.route !== 'pages/calling/index') goTo('calling');
}

/** Opens a page on top of this one. */
export function openPage(page: 'settings'): void {
  void uni.navigateTo({ url: urlOf(page) });
}

/** Leaves a page on top; to the list where nothing is below it. */
export function goBack(): void {
  if (getCurrentPages().length > 1) void uni.navigateBack();
  else goTo('numbers');
}

interface Badged {
  setAppBadge?(count: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** Puts a number on the icon of an installed app, or takes it away. Does nothing where there is no such thing. */
export function showBadge(count: number): void {
  const badged: Badged = navigator;
  const done = count > 0 ? badged.setAppBadge?.(count) : badged.clearAppBadge?.();
  // Not installed, or not allowed: there is no icon to put it on.
  done?.catch(() => undefined);
}

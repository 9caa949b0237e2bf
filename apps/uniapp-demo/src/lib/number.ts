/** A number as it is dialled: without what people put between its digits. */
export function plainNumber(text: string): string {
  return text.replace(/[\s().-]/gu, '');
}

/** Whether a plain number can be dialled. */
export function isNumber(text: string): boolean {
  return /^\+?\d{2,20}$/u.test(text);
}

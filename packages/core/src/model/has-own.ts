/** `Object.hasOwn`, which engines of phones before 2022 have not. */
export const hasOwn = (object: object, key: PropertyKey): boolean => Object.prototype.hasOwnProperty.call(object, key);

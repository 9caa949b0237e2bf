export { errorText, words, type Language, type Words } from './words.ts';

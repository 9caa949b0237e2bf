export { errorText, words } from '@callstation/core/words';

import { computed, reactive } from 'vue';

/** How long something is said that was said for a moment, milliseconds. */
const MOMENT = 4000;

const said = reactive({ moment: '', lasting: '' });
let ending: ReturnType<typeof setTimeout> | undefined;

/** What the pages say at their top; empty: nothing. It is no page's own, and so stays while one page takes the place of another. */
export const noticeText = computed(() => said.moment || said.lasting);

/** Says something for a moment. */
export function tell(text: string): void {
  said.moment = text;
  clearTimeout(ending);
  ending = setTimeout(() => (said.moment = ''), MOMENT);
}

/** Says something for as long as it is so; empty: it is over. */
export function keepTelling(text: string): void {
  said.lasting = text;
}

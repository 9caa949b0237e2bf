import { needsDisposition, type CallSnapshot } from '@callstation/core/model';
import { html, nothing, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';

import { Asked } from '../base/asked.ts';
import type { AgentIntent } from '../base/intents.ts';
import { verdictButton } from '../base/verdict-button.ts';
import { afterCallButtons, afterCallDeadline, isAfterCall } from '../call/after-call.ts';
import { CallElement } from '../call/call-element.ts';
import { timeLeft } from '../call/call-time.ts';
import { buttonStyles } from '../styles/button.ts';
import { fieldStyles } from '../styles/field.ts';
import { panelStyles } from '../styles/panel.ts';
import { notesStyles } from './notes.styles.ts';

interface Written {
  readonly disposition: string;
  readonly note: string;
  readonly remark: string;
}
/** What was written and is not with the centre yet, and which session it is about. */
interface Draft extends Written {
  readonly id: string;
}

const NOTHING: Written = { disposition: '', note: '', remark: '' };
const writtenOn = ({ annotation, context }: CallSnapshot): Written => ({
  disposition: annotation?.disposition ?? '',
  note: annotation?.note ?? '',
  remark: context.remark ?? '',
});

/**
 * What is written on a call: disposition, note, and a remark for the next agent. It is sent by Save, when the focus leaves,
 * and when another call takes its place. After the call: how long that may still take.
 *
 * @element cs-notes
 */
export class CsNotes extends CallElement {
  static override properties: PropertyDeclarations = { draft: { state: true }, saved: { state: true } };
  static override styles: CSSResultGroup = [CallElement.styles, buttonStyles, fieldStyles, panelStyles, notesStyles];

  declare protected draft: Draft | null;
  /** The session of which everything was saved here. */
  declare protected saved: string | null;

  #of: string | undefined;
  readonly #dispositions = new Asked(this, () => {
    if (this.seen?.page.connection.state !== 'ready') return null;
    const skillGroup = this.call?.context.skillGroup?.id;
    return skillGroup === undefined ? { name: 'dispositions' } : { name: 'dispositions', skillGroup };
  });

  constructor() {
    super();
    this.draft = null;
    this.saved = null;
  }

  protected override willUpdate(): void {
    const { draft, call } = this;
    if (draft && draft.id !== call?.id) {
      this.draft = null;
      void this.#send(draft);
    }
    const group = call?.context.skillGroup?.id;
    if (this.#of !== group) this.#dispositions.refresh();
    this.#of = group;
  }

  protected override render(): TemplateResult {
    const { call, words } = this;
    return html`<form
      class="notes surface"
      part="notes"
      aria-label=${words.ui.notes}
      @submit=${this.#submit}
      @focusout=${this.#left}
    >
      <div class="head" part="header">
        <h3>${words.ui.notes}</h3>
        ${this.#renderLeft()}
      </div>
      ${this.#renderFields(call)}
      <div class="foot">
        ${call ? this.#renderButtons() : html`<span class="quiet" part="empty">${words.ui.noNotes}</span>`}
        <span class="quiet" part="saved" role="status">${this.#state(call)}</span>
      </div>
    </form>`;
  }

  #renderButtons(): TemplateResult {
    const { words, seen } = this;
    return html`<div class="buttons" part="after-call">
      ${verdictButton(words, { part: 'save', label: words.ui.save, verdict: { allowed: true }, submits: true })}
      ${
        isAfterCall(seen?.agent)
          ? afterCallButtons(seen, words, this.language, (intent) => void this.#end(intent))
          : nothing
      }
    </div>`;
  }

  /** Without a call they are there, too, so that nothing moves when one comes. */
  #renderFields(call: CallSnapshot | null): TemplateResult {
    const { ui } = this.words;
    const { disposition, note, remark } = this.draft ?? (call ? writtenOn(call) : NOTHING);
    const required = call !== null && needsDisposition(call);
    const listed = this.#dispositions.data ?? [];
    // A choice that the centre does not list any more is still what was chosen.
    const choices = [
      { id: '', name: required ? ui.dispositionNeeded : ui.noneYet },
      ...listed,
      ...(listed.some(({ id }) => id === disposition) || disposition === ''
        ? []
        : [{ id: disposition, name: disposition }]),
    ];
    return html`<div class="field">
        <label for="disposition">${ui.disposition}</label>
        <select
          id="disposition"
          part=${required ? 'disposition needed' : 'disposition'}
          ?disabled=${!call}
          @change=${this.#write('disposition')}
        >
          ${choices.map(({ id, name }) => html`<option value=${id} .selected=${id === disposition}>${name}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="note">${ui.note}</label>
        <textarea
          id="note"
          part="note"
          rows="3"
          maxlength="4000"
          ?disabled=${!call}
          .value=${note}
          @input=${this.#write('note')}
        ></textarea>
      </div>
      <div class="field">
        <label for="remark">${ui.remark}</label>
        <input
          id="remark"
          part="remark"
          maxlength="1000"
          ?disabled=${!call}
          .value=${remark}
          @input=${this.#write('remark')}
        />
      </div>`;
  }

  #renderLeft(): TemplateResult | typeof nothing {
    const agent = this.seen?.agent;
    const deadline = agent && isAfterCall(agent) ? afterCallDeadline(agent) : null;
    if (deadline === null) return nothing;
    return html`<span class="left" part="left"
      >${this.words.core.agentStatuses['wrap-up']} ${timeLeft(deadline, this.clockOffset, this.language)}</span
    >`;
  }

  #state(call: CallSnapshot | null): string {
    const { ui } = this.words;
    if (this.draft) return ui.notSaved;
    return call && this.saved === call.id ? ui.saved : '';
  }

  #write(name: keyof Written): (event: Event) => void {
    return ({ target }) => {
      const { call } = this;
      const { value } = target as HTMLInputElement;
      if (!call) return;
      this.draft = { ...writtenOn(call), ...this.draft, id: call.id, [name]: value };
      // The work after the call may be waiting for it.
      if (name === 'disposition') void this.#save();
    };
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    void this.#save();
  };

  /** Who goes on to something else, as to the end of the work, would lose what they wrote. */
  readonly #left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.renderRoot.contains(relatedTarget))) void this.#save();
  };

  async #end(intent: AgentIntent): Promise<void> {
    if (await this.#save()) await this.ask(intent);
  }

  async #save(): Promise<boolean> {
    const { draft } = this;
    if (!draft) return true;
    if (!(await this.#send(draft))) return false;
    this.saved = draft.id;
    // What was written meanwhile is still to be sent.
    if (this.draft === draft) this.draft = null;
    return true;
  }

  async #send({ id, disposition, note, remark }: Draft): Promise<boolean> {
    const call = this.seen?.sessions.find((session) => session.id === id);
    const annotation = disposition === '' ? { note } : { note, disposition };
    const asked = [this.ask({ scope: 'session', verb: 'annotate', id, annotation })];
    if (call && (call.context.remark ?? '') !== remark) {
      asked.push(this.ask({ scope: 'session', verb: 'setContext', id, context: { remark } }));
    }
    return (await Promise.all(asked)).every(Boolean);
  }
}

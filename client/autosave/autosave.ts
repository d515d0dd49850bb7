import { asApiError } from '../api/api-error.ts';

/** What the clinician can know about her text at this moment. Times are ISO 8601. */
export type SaveState =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'retrying'; readonly message: string }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'stopped'; readonly message: string; readonly sessionEnded: boolean };

export interface AutosaveOptions<T> {
  /** Revision of what the server holds now. */
  readonly revision: number;
  /** Saves `value` on top of revision `basedOn`; rejects with ApiError. */
  readonly save: (value: T, basedOn: number) => Promise<{ revision: number; savedAt: string }>;
  readonly onState: (state: SaveState) => void;
  readonly delayMs?: number;
  readonly retryMs?: readonly number[];
}

/**
 * Saves the newest edit after a pause, one request at a time. An edit made while a save runs is saved after it; a save
 * that failed for want of an answer is tried again with growing pauses; a conflict or a refusal stops until somebody
 * decides. The newest value is never dropped: it stays dirty until the server confirmed exactly it.
 */
export class Autosave<T> {
  readonly #options: AutosaveOptions<T>;
  #revision: number;
  #newest: { value: T } | undefined;
  #running: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #held = false;

  constructor(options: AutosaveOptions<T>) {
    this.#options = options;
    this.#revision = options.revision;
  }

  /** True while an edit exists that the server has not confirmed. */
  get dirty(): boolean {
    return this.#newest !== undefined;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Takes the newest value and saves it after the pause. */
  edit(value: T): void {
    this.#newest = { value };
    if (this.#held) return;
    this.#options.onState({ kind: 'saving' });
    this.#schedule(this.#options.delayMs ?? 600);
  }

  /** Saves now what is unsaved. Resolves when the server confirmed it; rejects with the ApiError that prevented it. */
  async flush(): Promise<void> {
    this.#clear();
    if (this.#running) await this.#running.catch(() => undefined);
    while (this.#newest) {
      this.#clear();
      this.#running ??= this.#run();
      await this.#running;
    }
  }

  /** After a conflict: keep this window's text and save it on top of `revision`. */
  async keepMine(revision: number): Promise<void> {
    this.#revision = revision;
    this.#held = false;
    await this.flush();
  }

  /** After a conflict: this window now shows what the server holds. */
  takeTheirs(revision: number, at: string): void {
    this.#clear();
    this.#newest = undefined;
    this.#held = false;
    this.#failures = 0;
    this.#revision = revision;
    this.#options.onState({ kind: 'saved', at });
  }

  /** Stops the timers. Unsaved text stays readable through `dirty`; nothing more is sent by itself. */
  dispose(): void {
    this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #schedule(ms: number): void {
    this.#clear();
    this.#timer = setTimeout(() => {
      if (!this.#running) this.#running = this.#run();
      this.#running.catch(() => undefined);
    }, ms);
  }

  async #run(): Promise<void> {
    const sent = this.#newest;
    if (!sent) return;
    this.#options.onState({ kind: 'saving' });
    try {
      const saved = await this.#options.save(sent.value, this.#revision);
      this.#revision = saved.revision;
      this.#failures = 0;
      if (this.#newest === sent) {
        this.#newest = undefined;
        this.#options.onState({ kind: 'saved', at: saved.savedAt });
      } else {
        this.#schedule(this.#options.delayMs ?? 600);
      }
    } catch (thrown) {
      this.#afterFailure(thrown);
      throw thrown;
    } finally {
      this.#running = undefined;
    }
  }

  #afterFailure(thrown: unknown): void {
    const error = asApiError(thrown);
    if (error.kind === 'conflict') {
      this.#held = true;
      this.#options.onState({ kind: 'conflict' });
    } else if (error.kind === 'unreachable') {
      const pauses = this.#options.retryMs ?? [1500, 4000, 10_000, 20_000];
      const pause = pauses[Math.min(this.#failures, pauses.length - 1)] ?? 20_000;
      this.#failures += 1;
      this.#options.onState({ kind: 'retrying', message: error.message });
      this.#schedule(pause);
    } else {
      this.#options.onState({ kind: 'stopped', message: error.message, sessionEnded: error.kind === 'session' });
    }
  }
}

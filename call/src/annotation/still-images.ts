import type { EngagementId, EngagementState, Still, StillId } from '@parley/protocol';
import type { StillImage } from '../api.ts';
import type { HashedFile, HttpAccess } from '../pieces.ts';
import { fetchStill } from './still-wire.ts';

type File = 'preview' | 'picture';

/** Pictures of this many stills stay in memory, the newest; older ones are fetched again when they are looked at. */
const mostHeld = 12;
/** How far a picture is, is told no more often: whoever hears of it draws a page anew. */
const partEveryMs = 100;
const retryMs = 1_500;
const mostTries = 5;

/** The pictures of an engagement's stills, fetched as soon as they are there, or even while they arrive. */
export class StillImages {
  readonly #access: () => HttpAccess;
  readonly #onChange: () => void;
  readonly #files = new Map<StillId, Partial<Record<File, HashedFile>>>();
  readonly #parts = new Map<StillId, number>();
  #partToldAt = 0;
  readonly #fetching = new Set<string>();
  readonly #damaged = new Set<StillId>();
  readonly #own = new Set<StillId>();
  /** By the server; an own preview is there before. */
  readonly #told = new Set<StillId>();
  #engagement: EngagementState | undefined;
  #shown: Readonly<Record<StillId, StillImage>> = {};

  constructor(access: () => HttpAccess, onChange: () => void) {
    this.#access = access;
    this.#onChange = onChange;
  }

  /** What can be shown of each still now. A file that is not what the server told of it is not shown. */
  get all(): Readonly<Record<StillId, StillImage>> {
    const told = new Map(this.#engagement?.stills.map((still) => [still.id, still]));
    const ids = [...new Set([...told.keys(), ...this.#files.keys()])];
    const images = ids.map((id): [StillId, StillImage] => [id, this.#imageOf(id, told.get(id))]);
    const isSame =
      images.length === Object.keys(this.#shown).length &&
      images.every(([id, image]) => isSameImage(image, this.#shown[id]));
    if (!isSame) this.#shown = Object.fromEntries(images);
    return this.#shown;
  }

  follow(state: EngagementState | undefined): void {
    if (state?.id !== this.#engagement?.id) this.#forgetAll();
    this.#engagement = state;
    const there = new Set(state?.stills.map(({ id }) => id));
    for (const id of this.#told) if (!there.has(id)) this.#forget(id);
    for (const id of there) this.#told.add(id);
    for (const still of state?.stills.slice(-mostHeld) ?? []) this.#load(still);
  }

  /** An older one is looked at again. */
  want(id: StillId): void {
    const still = this.#engagement?.stills.find((one) => one.id === id);
    if (still) this.#load(still);
  }

  /** What this person has just seen will be the preview: it need not be fetched. */
  expectOwn(id: StillId): void {
    this.#own.add(id);
  }

  /** Fetched, or made here and the same as what the server will tell. */
  keep(id: StillId, file: File, held: HashedFile): void {
    this.#files.set(id, { ...this.#files.get(id), [file]: held });
    if (file === 'picture') this.#parts.delete(id);
    this.#damaged.delete(id);
    for (const oldest of [...this.#files.keys()].slice(0, -mostHeld)) this.#files.delete(oldest);
    this.#onChange();
  }

  /** The sharp picture begins to arrive at the server: it can be had while it does. */
  arriving(id: StillId, part: number): void {
    const still = this.#engagement?.stills.find((one) => one.id === id);
    if (!still || still.picture || this.#files.get(id)?.picture) return;
    this.#arrived(id, Math.max(this.#parts.get(id) ?? 0, part));
    void this.#fetch(still, 'picture', 1);
  }

  #load(still: Still): void {
    const held = this.#files.get(still.id);
    if (still.picture && !held?.picture) void this.#fetch(still, 'picture', mostTries);
    // Asked for before it is there, it comes the moment it is.
    if (!still.picture && !held?.preview && !this.#own.has(still.id) && !still.problem)
      void this.#fetch(still, 'preview', still.preview ? mostTries : 1);
  }

  async #fetch({ id }: Still, file: File, tries: number): Promise<void> {
    const engagementId = this.#engagement?.id;
    const key = `${id} ${file}`;
    if (!engagementId || this.#fetching.has(key)) return;
    this.#fetching.add(key);
    const held = await this.#fetchNow({ engagementId, id, file }, tries);
    this.#fetching.delete(key);
    if (this.#engagement?.id !== engagementId) return;
    if (held) this.keep(id, file, held);
    else if (this.#announced(id, file) && tries > 1) {
      this.#damaged.add(id);
      this.#onChange();
    } else if (this.#announced(id, file)) this.want(id);
  }

  async #fetchNow(
    { engagementId, id, file }: { engagementId: EngagementId; id: StillId; file: File },
    tries: number,
  ): Promise<HashedFile | undefined> {
    for (let n = 0; n < tries; n += 1) {
      if (n > 0) await new Promise((resolve) => setTimeout(resolve, retryMs));
      const fetched = await fetchStill(this.#access(), { engagementId, stillId: id }, file, (part) => {
        if (file === 'picture') this.#arrived(id, part);
      });
      if (!('blob' in fetched)) continue;
      const announced = this.#announced(id, file);
      if (announced === undefined || announced === fetched.sha256) return fetched;
    }
    return undefined;
  }

  #arrived(id: StillId, part: number): void {
    this.#parts.set(id, part);
    if (performance.now() - this.#partToldAt < partEveryMs) return;
    this.#partToldAt = performance.now();
    this.#onChange();
  }

  #announced(id: StillId, file: File): string | undefined {
    return this.#engagement?.stills.find((still) => still.id === id)?.[file]?.sha256;
  }

  #imageOf(id: StillId, still: Still | undefined): StillImage {
    const files = this.#files.get(id);
    const progress = still?.picture ? undefined : this.#parts.get(id);
    return {
      ...shownFiles(files, still),
      ...(progress !== undefined && { progress }),
      ...(this.#damaged.has(id) && { problem: 'unreachable' as const }),
    };
  }

  #forget(id: StillId): void {
    this.#told.delete(id);
    this.#files.delete(id);
    this.#parts.delete(id);
    this.#damaged.delete(id);
  }

  #forgetAll(): void {
    for (const id of [...this.#told, ...this.#files.keys()]) this.#forget(id);
  }
}

const isSameImage = (one: StillImage, other: StillImage | undefined): boolean =>
  other !== undefined &&
  one.preview === other.preview &&
  one.picture === other.picture &&
  one.progress === other.progress &&
  one.problem === other.problem;

/** Only what the server told of; a preview before that, too, for it was made here. */
function shownFiles(
  files: Partial<Record<File, HashedFile>> | undefined,
  still: Still | undefined,
): StillImage {
  const { preview, picture } = files ?? {};
  const isPreview = preview && (!still?.preview || still.preview.sha256 === preview.sha256);
  const isPicture = picture && still?.picture?.sha256 === picture.sha256;
  return { ...(isPreview && { preview: preview.blob }), ...(isPicture && { picture: picture.blob }) };
}

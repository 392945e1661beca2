import type { JSX } from 'preact';
import { initialsOf } from './people.ts';

interface PersonProps {
  readonly name: string;
  /** Under the name: why there is no picture, how long it has lasted. */
  readonly note?: string;
}

/** Someone without a picture. */
export function Person({ name, note }: PersonProps): JSX.Element {
  return (
    <div class="person">
      <div class="avatar" aria-hidden="true">
        {initialsOf(name)}
      </div>
      <p class="person-name">{name}</p>
      {note !== undefined && <p class="soft">{note}</p>}
    </div>
  );
}

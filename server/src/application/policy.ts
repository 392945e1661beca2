import type { Application } from './repository.ts';

/** Origins are compared as browsers serialise them; `null` (sandboxed frames, files) is never allowed. */
export function mayEmbed(application: Application, origin: string | undefined): boolean {
  return origin !== undefined && origin !== 'null' && application.origins.includes(origin);
}

import { makeFirstData } from './first-data.ts';
import { firstStart } from './server.ts';

/** Before any story: two workers at once would both make what both then copy. */
export default async function prepare(): Promise<void> {
  await makeFirstData(firstStart);
}

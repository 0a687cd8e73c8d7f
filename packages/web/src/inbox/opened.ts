import { get, update } from 'idb-keyval';

/** How many opened notices are remembered for an office; the oldest go first. */
const rememberedMax = 5000;

const placeOf = (office: string): string => `opened/${office}`;

/** Ids of the notices that this office has opened in this browser. Nobody else learns of it. */
export async function readOpened(office: string): Promise<ReadonlySet<string>> {
  return new Set(await get<string[]>(placeOf(office)));
}

export async function rememberOpened(office: string, ids: readonly string[]): Promise<void> {
  await update<string[]>(placeOf(office), (before = []) =>
    [...new Set([...before, ...ids])].slice(-rememberedMax),
  );
}

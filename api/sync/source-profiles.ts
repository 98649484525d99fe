import type { Refusal } from '../../models/plan.ts';
import type { Run } from '../../models/run.ts';
import { SourceProfile } from '../../models/source-profile.ts';
import { limitTexts } from '../../models/texts/limit-texts.ts';
import type { CompiledPolicy } from '../engine/compiled-policy.ts';
import { checkSource, profileReading } from '../engine/limits/check-source.ts';
import type { ReadWorld } from './read-world.ts';
import type { SyncParts } from './sync-parts.ts';

/** The setting that keeps the last reading of a source that was believed. */
const settingOf = (sourceId: string): string => `source-profile:${sourceId}`;

/** What the sources of a policy looked like when they were last believed; a source that never was is not among them. */
export async function loadProfiles(
  parts: Pick<SyncParts, 'stores'>,
  policy: CompiledPolicy,
): Promise<Map<string, SourceProfile>> {
  const profiles = await Promise.all(
    policy.policy.sources.map(async ({ id }) =>
      SourceProfile.safeParse(await parts.stores.settings.get(settingOf(id))),
    ),
  );
  return new Map(profiles.flatMap(({ data }) => (data === undefined ? [] : [[data.sourceId, data]])));
}

/** What makes the sources look broken, compared with when they were last believed. `now` is the instant of the plan. */
export function checkSources(
  world: Pick<ReadWorld, 'readings' | 'believed'>,
  policy: CompiledPolicy,
  now: string,
): Refusal[] {
  const { sources, language } = policy.policy;
  return world.readings.flatMap((reading) => {
    const silenceDays = sources.find(({ id }) => id === reading.sourceId)?.silenceDays ?? null;
    const check = { limits: policy.limits, silenceDays, at: now, texts: limitTexts(language) };
    return checkSource(world.believed.get(reading.sourceId) ?? null, profileReading(reading), check);
  });
}

/** What the sources of a run looked like is what they are held against from now on. */
export async function believeSources(run: Pick<Run, 'sources'>, parts: Pick<SyncParts, 'stores'>): Promise<void> {
  for (const { sourceId, readAt, people, filled, changedAt } of run.sources) {
    if (filled === undefined) continue;
    const profile: SourceProfile = { sourceId, at: readAt, people, filled, changedAt };
    await parts.stores.settings.set(settingOf(sourceId), profile);
  }
}

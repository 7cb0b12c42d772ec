import { Course } from '../../catalogue/index.js';

const PROVIDER = {
  id: '0190a0a0-0000-7000-8000-000000000002',
  slug: 'demo-university',
  name: 'Demo University',
  kind: 'university',
  country: 'GB',
} as const;
const CHECKED = { source: 'demo', sourceName: 'Demo feed', checked: '2026-11-14', how: 'stated' } as const;

/** An invented course, checked like a real one. Everything that is not stated by default can be set. */
export function demoCourse(changes: Partial<Course> = {}): Course {
  return Course.parse({
    id: '0190a0a0-0000-7000-8000-000000000001',
    num: 1,
    slug: 'safe-lifting-1',
    state: 'published',
    title: 'Safe lifting',
    kind: 'course',
    provider: PROVIDER,
    awardingBodies: [],
    recognition: [],
    browse: [],
    skills: [],
    offerings: [],
    sources: [{ key: 'demo', name: 'Demo feed', externalId: 'lifting', checked: '2026-11-14', preferred: true }],
    provenance: { title: CHECKED },
    differing: {},
    edition: { number: 1, since: '2026-11-14' },
    lastChecked: '2026-11-14',
    ...changes,
  });
}

export function demoOffering(changes: Partial<Course['offerings'][number]> = {}): Course['offerings'][number] {
  return {
    id: '0190a0a0-0000-7000-8000-00000000000a',
    source: 'demo',
    externalId: 'run-1',
    prices: [],
    languages: [],
    ...changes,
  };
}

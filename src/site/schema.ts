/** The words of the site: what is gathered from several features for its pages. */

/** The middle of what courses state: at least half do not exceed it. `count`: courses that state it. */
export type Middle = { value: number; count: number };

/** Who offers or awards courses, of one kind. `courses` of the largest: what they offer or award. */
export type Offerers = {
  group: 'universities-uk' | 'universities-world' | 'platforms' | 'bodies';
  organisations: number;
  largest: readonly { slug: string; name: string; courses: number }[];
  href: string;
};

/** What the catalogue holds on a day, in numbers. Null: no course states it. Prices in whole pounds, others converted. */
export type Figures = {
  day: string;
  courses: number;
  price: Middle | null;
  hours: Middle | null;
  weeks: Middle | null;
  withCredit: { courses: number; price: Middle | null; hours: Middle | null };
  free: number;
  /** How many courses state each. */
  stated: { price: number; workload: number; weeks: number; credit: number; cpdHours: number };
  earns: { certificate: number; badge: number; credit: number };
  online: number;
  selfPaced: number;
  offerers: readonly Offerers[];
};

/** What `main` collects from the front doors of all features, for the pages on which a person decides about their own. */
import type { ConsentPurpose, NotificationTopic } from './choices.js';
import type { Personal } from './personal.js';
import type { Shareable } from './sharing.js';

export type Collected = {
  /** From the top of the ladder down, accounts last: erasure goes in this order. */
  features: readonly Personal[];
  purposes: readonly ConsentPurpose[];
  topics: readonly NotificationTopic[];
  shareables: readonly Shareable[];
};

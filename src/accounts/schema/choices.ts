/** What a person may choose: optional purposes and kinds of letters, each declared by the feature that it is for. */

/** Something optional that a person may agree to. Terms of use are no such thing: without them there is no account. */
export type ConsentPurpose = {
  /** `feature.what`: `accounts.named-views`. */
  id: string;
  /** A few words. */
  label: string;
  /** What exactly is agreed to, oldest first: a changed wording is a new version and is asked for again. */
  wordings: readonly Wording[];
};

/** `version` is the day since which it holds. */
export type Wording = { version: string; text: string };

/** A change of mind, or a first mind made up: every one is kept. */
export type ConsentGiven = { purpose: string; version: string; given: boolean; at: Date };

/** A kind of letter. Letters about the safety of the account are none: they are always sent. */
export type NotificationTopic = {
  /** `feature.what`: `accounts.share-opened`. */
  id: string;
  label: string;
  /** When such a letter comes, in a sentence. */
  about: string;
  /** Whether it is sent to who never chose. */
  default: boolean;
};

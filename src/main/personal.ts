/** What every feature declares about people, collected: what it holds of them, and what they may choose. */
import { type Collected, NAMED_VIEWS, personal as ofAccounts, SHARE_OPENED } from '../accounts/index.js';
import { MY_FEEDS } from '../catalogue/index.js';
import { personal as ofCredentials } from '../credentials/index.js';
import { personal as ofDiscussion, REPLIED } from '../discussion/index.js';
import { personal as ofGuide, sharedDecision } from '../guide/index.js';
import {
  CHECK_IN,
  CONTACT_ASKED,
  FOLLOWED,
  LEARNING,
  MARKING,
  personal as ofLearning,
  QUESTIONS,
  sharedProgress,
} from '../learning/index.js';
import { ALERTS, personal as ofLists, sharedList, sharedNotedList } from '../lists/index.js';
import { personal as ofOrganisations } from '../organisations/index.js';
import { MY_COURSES, personal as ofReviews, REVIEW_ANSWERED, takingPersonal } from '../reviews/index.js';
import { membershipStatement } from '../site/index.js';
import { personal as ofStatements } from '../statements/index.js';
import { CREDENTIAL_CHANGED, personal as ofWallet, sharedCredential } from '../wallet/index.js';

export const collected: Collected = {
  features: [
    ofLists,
    ofGuide,
    takingPersonal,
    ofReviews,
    ofLearning,
    ofStatements,
    ofWallet,
    ofCredentials,
    ofOrganisations,
    ofDiscussion,
    ofAccounts,
  ],
  purposes: [NAMED_VIEWS],
  topics: [
    ALERTS,
    CHECK_IN,
    CONTACT_ASKED,
    CREDENTIAL_CHANGED,
    FOLLOWED,
    LEARNING,
    MARKING,
    MY_COURSES,
    MY_FEEDS,
    QUESTIONS,
    REPLIED,
    REVIEW_ANSWERED,
    SHARE_OPENED,
  ],
  shareables: [sharedCredential, sharedProgress, sharedDecision, sharedList, sharedNotedList, membershipStatement],
};

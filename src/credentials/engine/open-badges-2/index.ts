/** Open Badges 2.0, hosted and signed: the badges that most people hold. Rules: the specification of 2018, §§ 3 to 6. */
export { isOpenBadges2 } from './recognise.js';
export { type OpenBadges2Deps, type OpenBadges2Result, verifyOpenBadges2 } from './verify.js';

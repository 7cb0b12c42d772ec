/** The rules of the catalogue, collected for its formats and for its front door. */
export * from './credit.js';
export { isCurrency, minorDigits, NO_CURRENCY } from './currencies.js';
export * from './dates.js';
export {
  type IsoDuration,
  parseDuration,
  parseIsoDuration,
  parseWorkload,
  type StatedWorkload,
  type WorkloadWords,
} from './duration.js';
export { languageName, parseLanguage, parseLanguages } from './languages.js';
export { eqfOf, levelIn, levelOf, parseDifficulty, parseLevel } from './levels.js';
export { lookUp } from './look-up.js';
export { formatMoney, type Money, minorUnits, type PriceHint, parseMoney, parsePrices } from './money.js';
export * from './numbers.js';
export { clip, plainText, repairMojibake, slugOf, tidy, tidyLines, titleKey } from './text.js';
export { canonicalUrl, urlFromAnchor, urlKey } from './urls.js';

/** Codes of the EU's language authority list that courses are taught in: ISO 639-3 in capitals. */
const CODES =
  'ENG FRA DEU SPA ITA POR NLD GLE CYM GLA DAN SWE NOB NNO NOR FIN EST LAV LIT POL CES SLK SLV HRV SRP BOS HUN RON BUL ELL MLT ISL CAT EUS GLG SQI MKD UKR RUS BEL ' +
  'TUR ARA HEB FAS URD HIN BEN TAM TEL MAR GUJ PAN MAL KAN SIN NEP ZHO JPN KOR VIE THA IND MSA TGL SWA AFR ZUL XHO HAU YOR IBO AMH SOM KAZ UZB AZE KAT HYE MON KHM MYA LAO LAT';

const byTag = new Map(CODES.split(' ').map((code) => [Intl.getCanonicalLocales(code.toLowerCase())[0] ?? code, code]));

/** "ENG" for "en-gb"; undefined for a language that the table does not hold. */
export function authorityLanguage(tag: string): string | undefined {
  return byTag.get(tag.split('-')[0] ?? tag);
}

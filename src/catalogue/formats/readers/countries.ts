/** Countries by what feeds call them. */
const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** ISO 3166-1 alpha-3 codes that differ from a name; the EU's authority lists write them. */
const ALPHA_3 =
  'AUT:AT BEL:BE BGR:BG HRV:HR CYP:CY CZE:CZ DNK:DK EST:EE FIN:FI FRA:FR DEU:DE GRC:GR HUN:HU ISL:IS IRL:IE ITA:IT LVA:LV LIE:LI LTU:LT ' +
  'LUX:LU MLT:MT NLD:NL NOR:NO POL:PL PRT:PT ROU:RO SVK:SK SVN:SI ESP:ES SWE:SE CHE:CH GBR:GB USA:US CAN:CA AUS:AU NZL:NZ IND:IN CHN:CN ' +
  'HKG:HK SGP:SG JPN:JP KOR:KR MYS:MY IDN:ID THA:TH PHL:PH VNM:VN PAK:PK BGD:BD LKA:LK NPL:NP ARE:AE SAU:SA QAT:QA ISR:IL TUR:TR EGY:EG ' +
  'ZAF:ZA NGA:NG KEN:KE GHA:GH ETH:ET UGA:UG TZA:TZ RWA:RW MAR:MA TUN:TN DZA:DZ BRA:BR ARG:AR CHL:CL COL:CO PER:PE MEX:MX UKR:UA SRB:RS ' +
  'BIH:BA MNE:ME MKD:MK ALB:AL MDA:MD GEO:GE ARM:AM AZE:AZ KAZ:KZ RUS:RU';
const MORE: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'united states of america': 'US',
  'the netherlands': 'NL',
  holland: 'NL',
  'republic of ireland': 'IE',
  'czech republic': 'CZ',
};

const table = new Map<string, string>(
  ALPHA_3.split(' ').map((pair) => pair.toLowerCase().split(':') as [string, string]),
);
for (let first = 65; first <= 90; first++) {
  for (let second = 65; second <= 90; second++) {
    const code = String.fromCharCode(first, second);
    const name = NAMES.of(code);
    if (name && !/^(EU|EZ|UN|XA|XB|ZZ|QO|UK)$/.test(code))
      table.set(name.toLowerCase(), code).set(code.toLowerCase(), code);
  }
}
for (const [name, code] of Object.entries(MORE)) table.set(name, code);

/** ISO 3166-1 alpha-2 of a name or code ("Sweden", "GBR", "gb"); undefined for anything else. */
export function countryOf(words: string | undefined): string | undefined {
  return words ? table.get(words.trim().toLowerCase())?.toUpperCase() : undefined;
}

const authorities = new Map(ALPHA_3.split(' ').map((pair) => pair.split(':').toReversed() as [string, string]));

/** ISO 3166-1 alpha-3 of an alpha-2 code, as the EU's authority list writes it; undefined where the table has none. */
export function authorityOf(country: string): string | undefined {
  return authorities.get(country);
}

/**
 * Regions (ISO 3166-1) and what numbers there begin with (ITU-T E.164), longest where regions share a code; of those that share one
 * altogether the first is meant.
 */
const table =
  'AD376 AE971 AF93 AG1268 AI1264 AL355 AM374 AO244 AR54 AS1684 AT43 AU61 CC61 CX61 AW297 AZ994 BA387 BB1246 BD880 BE32 BF226 BG359 ' +
  'BH973 BI257 BJ229 BM1441 BN673 BO591 BQ599 BR55 BS1242 BT975 BW267 BY375 BZ501 CD243 CF236 CG242 CH41 CI225 CK682 CL56 CM237 CN86 ' +
  'CO57 CR506 CU53 CV238 CW5999 CY357 CZ420 DE49 DJ253 DK45 DM1767 DO1809 DO1829 DO1849 DZ213 EC593 EE372 EG20 ER291 ES34 ET251 FI358 ' +
  'AX35818 FJ679 FK500 FM691 FO298 FR33 GA241 GB44 GG441481 IM441624 JE441534 GD1473 GE995 GF594 GH233 GI350 GL299 GM220 GN224 GP590 ' +
  'BL590 MF590 GQ240 GR30 GT502 GU1671 GW245 GY592 HK852 HN504 HR385 HT509 HU36 ID62 IE353 IL972 IN91 IO246 IQ964 IR98 IS354 IT39 ' +
  'VA3906698 JM1876 JM1658 JO962 JP81 KE254 KG996 KH855 KI686 KM269 KN1869 KP850 KR82 KW965 KY1345 LA856 LB961 LC1758 LI423 LK94 LR231 ' +
  'LS266 LT370 LU352 LV371 LY218 MA212 EH212 MC377 MD373 ME382 MG261 MH692 MK389 ML223 MM95 MN976 MO853 MP1670 MQ596 MR222 MS1664 MT356 ' +
  'MU230 MV960 MW265 MX52 MY60 MZ258 NA264 NC687 NE227 NF672 NG234 NI505 NL31 NO47 SJ4779 NP977 NR674 NU683 NZ64 OM968 PA507 PE51 ' +
  'PF689 PG675 PH63 PK92 PL48 PM508 PR1787 PR1939 PS970 PT351 PW680 PY595 QA974 RE262 YT262 RO40 RS381 RU7 KZ76 KZ77 RW250 SA966 SB677 ' +
  'SC248 SD249 SE46 SG65 SH290 SI386 SK421 SL232 SM378 SN221 SO252 SR597 SS211 ST239 SV503 SX1721 SY963 SZ268 TC1649 TD235 TG228 TH66 ' +
  'TJ992 TK690 TL670 TM993 TN216 TO676 TR90 TT1868 TV688 TW886 TZ255 UA380 UG256 US1 CA1 UY598 UZ998 VC1784 VE58 VG1284 VI1340 VN84 ' +
  'VU678 WF681 WS685 XK383 YE967 ZA27 ZM260 ZW263';

export interface CallingCode {
  readonly region: string;
  /** Digits that an international number of the region begins with. */
  readonly digits: string;
}

export const callingCodes: readonly CallingCode[] = table
  .split(' ')
  .map(entry => ({ region: entry.slice(0, 2), digits: entry.slice(2) }));

/** Plans with one code for many regions: the rest of what is listed belongs to the number that people dial at home. */
const sharedCodes = ['1', '7', '44', '39', '47', '358', '599'];

/** What is put before a number of the region, without the area in it: `1` for Jamaica, `48` for Poland. */
export const countryCode = (region: string): string | null => {
  const digits = callingCodes.find(code => code.region === region)?.digits;
  return digits === undefined ? null : (sharedCodes.find(shared => digits.startsWith(shared)) ?? digits);
};

/** The region of an international number, as digits; `likely` where its code stands for that one too. */
export const regionOf = (digits: string, likely: string): string | null => {
  const fitting = callingCodes.filter(code => digits.startsWith(code.digits));
  const longest = Math.max(...fitting.map(code => code.digits.length));
  const best = fitting.filter(code => code.digits.length === longest);
  return (best.find(({ region }) => region === likely) ?? best[0])?.region ?? null;
};

import { correction, generate } from 'lean-qr';
import { toSvgSource } from 'lean-qr/extras/svg';

/** Light modules around it, as ISO/IEC 18004 wants them. */
const QUIET = 4;
/** Pixels of a module, where a program goes by the size in the file. */
const SCALE = 8;

/** An SVG file, dark on light whatever it is put on; a quarter of it may be damaged. */
export const qrSvg = (text: string): string =>
  toSvgSource(generate(text, { minCorrectionLevel: correction.Q }), {
    on: 'black',
    off: 'white',
    pad: QUIET,
    scale: SCALE,
    xmlDeclaration: true,
  });

/** Of a name what every file system takes. */
export const fileName = (name: string): string =>
  `${
    name
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'booking'
  }.svg`;

import { inPipedrive, mountSurface } from '../shared/surface.tsx';
import { Composer } from './composer.tsx';

/** A panel may be 100 to 750 px high, a floating window 70 to 700 px. Pipedrive alone decides a panel's width. */
const inPanel = new URLSearchParams(location.search).has('resource');

mountSurface({
  view: Composer,
  connect: inPipedrive(inPanel ? { height: 300 } : { height: 300, width: 380 }, 'itself'),
  fit: { least: 100, most: inPanel ? 750 : 700 },
});

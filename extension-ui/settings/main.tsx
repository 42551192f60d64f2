import { inPipedrive, mountSurface } from '../shared/surface.tsx';
import { Settings } from './settings.tsx';

mountSurface({ view: Settings, connect: inPipedrive({}, 'itself') });

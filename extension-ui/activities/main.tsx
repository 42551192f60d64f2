import { inPipedrive, mountSurface } from '../shared/surface.tsx';
import { Activities } from './activities.tsx';

mountSurface({ view: Activities, connect: inPipedrive({ height: 720, width: 1120 }, 'views') });

import { mountSurface } from '../shared/surface.tsx';
import { Activities } from './activities.tsx';

mountSurface({ view: Activities, size: { height: 640, width: 960 } });

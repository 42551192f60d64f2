import { mountSurface } from '../shared/surface.tsx';
import { Settings } from './settings.tsx';

mountSurface({ view: Settings, size: {} });

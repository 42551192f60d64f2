import { inPipedrive, mountSurface } from '../shared/surface.tsx';
import { SettingsPage } from './settings-page.tsx';

mountSurface({ view: SettingsPage, connect: inPipedrive({}, 'itself') });
